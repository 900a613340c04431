import Foundation
package import HTTPTransport
import ReleaseModel

/// What the environment and the shared files say of Amazon's services, acted upon as the AWS tools do.
///
/// AWS SDKs and Tools Reference Guide, "Settings reference". Whatever is set there and not acted upon here is refused by
/// name.
package struct AWSSettings: Sendable {
    package let profile: AWSProfile
    let environment: [String: String]
    /// Whether variables with keys count: not where a profile was asked for on the command line.
    package let readsVariables: Bool

    /// - Parameter profile: What the command line says.
    package init(profile stated: String?, _ environment: [String: String]) throws(ArchiveFault) {
        profile = try AWSProfile(stated, environment)
        self.environment = environment
        readsVariables = stated == nil
        for setting in ["use_accelerate_endpoint"] where profile.nested(setting, in: "s3")?.lowercased() == "true" {
            throw .credentials(.unsupported(profile: profile.name, setting: "s3 \(setting)"))
        }
    }

    /// The region, without the marks of the names that older tools had for servers of FIPS.
    package var region: String? { namedRegion.map { Self.plain($0) } }

    private var namedRegion: String? {
        environment.text("AWS_REGION") ?? environment.text("AWS_DEFAULT_REGION") ?? profile["region"]
    }

    /// Certificates trusted instead of the system's.
    package var authoritiesFile: String? { environment.text("AWS_CA_BUNDLE") ?? profile["ca_bundle"] }

    /// The server of a bucket.
    ///
    /// - Parameters:
    ///   - stated: The address and the region of the command line, which go before all others.
    ///   - virtualHost: Whether the bucket is to be named in the host.
    package func server(
        of bucket: String, stated: (address: String?, region: String?), virtualHost: Bool, allowsPlainHTTP: Bool
    ) throws(ArchiveFault) -> (endpoint: S3Endpoint, region: String) {
        let named = stated.region ?? namedRegion
        let address: String?
        if let given = stated.address { address = given } else { address = try configuredEndpoint(of: "s3") }
        let style = profile.nested("addressing_style", in: "s3")?.lowercased()
        let variant = try variant(region: named)
        if let address {
            guard variant == S3Endpoint.Variant() else {
                throw .credentials(
                    .source(address.withoutUserinfo, detail: "a FIPS or dual-stack server cannot be asked for there"))
            }
            let endpoint = try S3Endpoint(
                bucket: bucket, address: address, virtualHost: virtualHost || style == "virtual",
                allowsPlainHTTP: allowsPlainHTTP)
            // Other servers have one region only, and hardly any of them looks at its name.
            return (endpoint, named.map { Self.plain($0) } ?? "us-east-1")
        }
        guard let named else { throw .regionUnknown }
        let region = Self.plain(named)
        guard S3Endpoint.isRegion(region) else { throw .region(named) }
        return (
            try S3Endpoint(bucket: bucket, region: region, variant, isPathStyle: style == "path" && !virtualHost),
            region
        )
    }

    /// Where credentials may be, in the order of the AWS tools.
    ///
    /// - Parameters:
    ///   - onTheMachine: A transport that goes through no proxy.
    ///   - elsewhere: One that may; that nothing is sent without encryption is seen to here.
    package func credentialProviders(
        region: String, onTheMachine: any HTTPTransport, elsewhere: any HTTPTransport
    ) -> [any CredentialProvider] {
        let variables: [any CredentialProvider] = readsVariables ? [EnvironmentCredentials(environment)] : []
        return variables + [
            WebIdentityCredentials(self, region: region, elsewhere), ProfileCredentials(profile),
            ContainerCredentials(environment, onTheMachine), InstanceCredentials(environment, onTheMachine),
        ]
    }

    /// Where the security token service is.
    func securityTokenService(region: String) throws(ArchiveFault) -> HTTPAddress {
        if let address = try configuredEndpoint(of: "sts") {
            guard let parsed = HTTPAddress(address) else {
                throw .endpoint(address.withoutUserinfo, .notAnAddress)
            }
            guard parsed.origin.isEncrypted || ContainerCredentials.isOfTheMachine(parsed.origin.host) else {
                throw .endpoint(address, .insecure)
            }
            return parsed
        }
        let variant = try variant(region: namedRegion)
        let partition = AWSPartition(region: region)
        let host =
            "sts\(variant.isFIPS ? "-fips" : "").\(region)."
            + (variant.isDualStack ? partition.dualStackSuffix : partition.suffix)
        guard let address = HTTPAddress("https://\(host)/") else { throw .endpoint(host, .notAnAddress) }
        return address
    }

    private func variant(region: String?) throws(ArchiveFault) -> S3Endpoint.Variant {
        let isNamed = region.map { $0 != Self.plain($0) && $0 != Self.global } ?? false
        return S3Endpoint.Variant(
            isFIPS: try flag("AWS_USE_FIPS_ENDPOINT", profile["use_fips_endpoint"]) || isNamed,
            isDualStack: try flag(
                "AWS_USE_DUALSTACK_ENDPOINT",
                profile.nested("use_dualstack_endpoint", in: "s3") ?? profile["use_dualstack_endpoint"]))
    }

    /// The address that is set for a service; nil where none is, or where they are to be ignored.
    private func configuredEndpoint(of service: String) throws(ArchiveFault) -> String? {
        let isIgnored = try flag(
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", profile["ignore_configured_endpoint_urls"])
        guard !isIgnored else { return nil }
        return environment.text("AWS_ENDPOINT_URL_\(service.uppercased())") ?? environment.text("AWS_ENDPOINT_URL")
            ?? profile.endpoint(of: service)
    }

    /// A switch; AWS tools take anything but `true` for off, which hides a slip of the pen.
    private func flag(_ variable: String, _ setting: String?) throws(ArchiveFault) -> Bool {
        let (source, text) =
            environment.text(variable).map { (variable, $0) } ?? ("the profile \(profile.name)", setting ?? "")
        switch text.lowercased() {
        case "true": return true
        case "false", "": return false
        default: throw .credentials(.source(source, detail: "\(variable.lowercased()) is true or false, not \(text)"))
        }
    }

    /// The name with which AWS tools mean no region in particular.
    private static let global = "aws-global"

    private static func plain(_ region: String) -> String {
        if region == global { return "us-east-1" }
        if region.hasPrefix("fips-") { return String(region.dropFirst(5)) }
        return region.hasSuffix("-fips") ? String(region.dropLast(5)) : region
    }
}
