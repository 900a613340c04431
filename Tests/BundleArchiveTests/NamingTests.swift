import ReleaseModel
import Testing

@testable import BundleArchive

@Suite("Where bundles lie")
struct NamingTests {
    @Test(
        "Keys are letters, digits, dots, hyphens and underscores, with slashes between",
        arguments: ["a", "a/b.tar", "A-1_/x..y/.z"])
    func keys(_ text: String) {
        #expect(ObjectKey(text)?.description == text)
    }

    @Test(
        "What could be encoded, normalised or lead elsewhere is no key",
        arguments: [
            "", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a b", "a+b", "a=b", "a%2Fb", "a\\b", "a?b", "a#b",
            "~a", "\u{E4}",
            "a\n", "a\u{0}", String(repeating: "a", count: 256), String(repeating: "a/", count: 512) + "a",
        ])
    func noKeys(_ text: String) {
        #expect(ObjectKey(text) == nil)
    }

    @Test("No two projects share a key, though their bundles have one name")
    func projects() throws {
        let first = try #require(ProjectPath("a-b/c"))
        let second = try #require(ProjectPath("a/b-c"))
        let keys = [first, second].map { ObjectKey(prefix: "rel", of: $0, bundle: "a-b-c_2026")?.description }
        #expect(keys == ["rel/a-b/c/a-b-c_2026.tar", "rel/a/b-c/a-b-c_2026.tar"])
        let umlaut = try #require(ProjectPath("gr\u{FC}n/app"))
        #expect(ObjectKey(prefix: "", of: umlaut, bundle: "gr-n-app_2026")?.description == "gr-n/app/gr-n-app_2026.tar")
    }

    @Test("A place is a bucket or a folder")
    func places() throws {
        #expect(try ArchivePlace("s3://audit") == .s3(bucket: "audit", prefix: ""))
        #expect(try ArchivePlace("s3://audit/") == .s3(bucket: "audit", prefix: ""))
        #expect(try ArchivePlace("s3://audit/a/b/") == .s3(bucket: "audit", prefix: "a/b"))
        #expect(try ArchivePlace("/srv/archive") == .directory("/srv/archive"))
        #expect(try ArchivePlace("archive") == .directory("archive"))
    }

    @Test(
        "What is neither is refused",
        arguments: [
            "", "s3://", "s3:///x", "s3://ab", "s3://a b c", "s3://audit/a b", "s3://audit/../x", "gcs://audit",
            "https://host/x",
        ])
    func noPlaces(_ text: String) {
        #expect(throws: ArchiveFault.place(text)) { try ArchivePlace(text) }
    }

    @Test("At Amazon the bucket is part of the host, elsewhere of the path")
    func endpoints() throws {
        let key = ObjectKey("k")
        let amazon = try S3Endpoint(bucket: "audit", region: "eu-central-1")
        #expect(amazon.origin == "https://audit.s3.eu-central-1.amazonaws.com")
        #expect(amazon.path(of: key) == "/k")
        let dotted = try S3Endpoint(bucket: "audit.example.org", region: "eu-central-1")
        #expect(dotted.origin == "https://s3.eu-central-1.amazonaws.com")
        #expect(dotted.path(of: key) == "/audit.example.org/k")
        let china = try S3Endpoint(bucket: "audit", region: "cn-north-1")
        #expect(china.origin == "https://audit.s3.cn-north-1.amazonaws.com.cn")
        let own = try S3Endpoint(bucket: "audit", address: "https://s3.example.org:8443/", allowsPlainHTTP: false)
        #expect(own.origin == "https://s3.example.org:8443")
        #expect(own.path(of: key) == "/audit/k")
        #expect(own.path(of: nil) == "/audit/")
        let virtual = try S3Endpoint(
            bucket: "audit", address: "https://s3.example.org", virtualHost: true, allowsPlainHTTP: false)
        #expect(virtual.origin == "https://audit.s3.example.org")
        #expect(virtual.path(of: key) == "/k")
    }

    @Test("An address without encryption, or with more than a host, is refused")
    func noEndpoints() {
        #expect(throws: ArchiveFault.endpoint("http://h", .insecure)) {
            try S3Endpoint(bucket: "b", address: "http://h", allowsPlainHTTP: false)
        }
        for text in ["h", "https://h/path", "https://h/?q", "ftp://h"] {
            #expect(throws: ArchiveFault.endpoint(text, .notAnAddress)) {
                try S3Endpoint(bucket: "b", address: text, allowsPlainHTTP: true)
            }
        }
    }

    @Test(
        "An address with a user or a password is refused without showing either",
        arguments: [
            "https://admin:hunter2@h", "https://admin@h", "http://admin:hunter2@h:9000/", "admin:hunter2@h",
            "https://admin:hunter2/3@h/path?x", "https://admin:hunter2@hunter2@h",
        ])
    func noUsers(_ address: String) {
        let fault = #expect(throws: ArchiveFault.self) {
            try S3Endpoint(bucket: "b", address: address, allowsPlainHTTP: true)
        }
        #expect(fault?.message.contains("hunter2") == false && fault?.message.contains("admin") == false)
        #expect(fault?.message.contains("names a user or a password") == true)
    }

    @Test(
        "Each part of Amazon's cloud has its own domain",
        arguments: [
            ("eusc-de-east-1", "amazonaws.eu"), ("us-iso-east-1", "c2s.ic.gov"), ("us-isob-east-1", "sc2s.sgov.gov"),
            ("eu-isoe-west-1", "cloud.adc-e.uk"), ("us-isof-south-1", "csp.hci.ic.gov"),
            ("us-gov-west-1", "amazonaws.com"),
        ])
    func partitions(_ region: String, _ domain: String) throws {
        #expect(try S3Endpoint(bucket: "audit", region: region).origin == "https://audit.s3.\(region).\(domain)")
        let both = S3Endpoint.Variant(isFIPS: true, isDualStack: true)
        #expect(
            try S3Endpoint(bucket: "audit", region: region, both).origin
                == "https://audit.s3-fips.dualstack.\(region).\(domain)")
    }

    @Test("A lock covers another if it is as long and as strong")
    func locks() {
        func lock(_ mode: Retention.Mode, _ seconds: Int64) -> Retention {
            Retention(mode: mode, until: Instant(seconds: seconds))
        }
        #expect(lock(.compliance, 10).covers(lock(.compliance, 10)))
        #expect(lock(.compliance, 10).covers(lock(.governance, 9)))
        #expect(!lock(.compliance, 9).covers(lock(.compliance, 10)))
        #expect(!lock(.governance, 10).covers(lock(.compliance, 10)))
        #expect(lock(.governance, 9).joined(with: lock(.compliance, 8)) == lock(.compliance, 9))
        #expect(lock(.governance, 9).joined(with: lock(.governance, 12)) == lock(.governance, 12))
    }
}
