// swift-tools-version: 6.2
import PackageDescription

// One target per stage, in the order of the data flow:
//
//   snapshot -> documents -> changes -> ledger -> events -> report -> signature -> bundle -> archive
//
// A stage imports only what stands to its left; the compiler refuses anything else.

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A stage of the program: its folder is `Sources/<name>`.
func stage(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one stage: their folder is `Tests/<stage>Tests`.
func tests(of stage: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(stage)Tests", dependencies: [.target(name: stage)] + dependencies, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "release-audit",
    products: [
        .executable(name: "release-audit", targets: ["release-audit"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        // Exactly this one: its CMS is behind @_spi(CMS), whose shape may change with any version.
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "Clibcmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .systemLibrary(name: "Clibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "Clinux"),
        .systemLibrary(name: "Clibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

        // The words of the trade as types; depends on nothing of ours and does no I/O.
        stage("ReleaseModel", uses: [crypto]),

        // The one way to a server, for what collects and what archives.
        stage("HTTPTransport", uses: ["Clibcurl"]),

        // Programs that the user names: signers, authorities of time, other archives.
        stage("ExternalCommand", uses: ["ReleaseModel"]),

        // Files and folders written whole or not at all, never through a link.
        stage("DurableFiles", uses: ["Clinux"]),

        stage("ReleaseSnapshot", uses: ["ReleaseModel"]),
        // What brings snapshots in; it checks each as it will be read.
        stage("GitLabClient", uses: ["DurableFiles", "HTTPTransport", "ReleaseModel", "ReleaseSnapshot"]),
        stage("ReleaseDiff", uses: ["ReleaseModel"]),
        // GitLab's audit events are read with the snapshots' reader of JSON.
        stage("AuditLogImport", uses: ["ReleaseModel", "ReleaseSnapshot"]),
        stage("EventInference", uses: ["ReleaseModel", "ReleaseDiff"]),
        // Release evidence, GitLab's own record of a release, is read like audit events and held against snapshots.
        stage("ReleaseEvidence", uses: ["ReleaseModel", "ReleaseSnapshot", "EventInference"]),
        stage("Reconciliation", uses: ["ReleaseModel", "ReleaseDiff", "EventInference"]),
        stage("EventLedger", uses: ["DurableFiles", "ReleaseModel", grdb]),
        stage(
            "AuditReport",
            uses: ["ReleaseModel", "ReleaseDiff", "EventInference", "Reconciliation", "ReleaseEvidence"]),
        // What a customer may replace, as built into the program.
        .target(
            name: "BuiltInTemplates", path: "Templates",
            resources: [
                .embedInCode("html/report.html.mustache"), .embedInCode("html/report.css"),
                .embedInCode("markdown/report.md.mustache"), .embedInCode("html/index.html.mustache"),
                .embedInCode("markdown/index.md.mustache"), .embedInCode("words/en.words"),
                .embedInCode("words/de.words"), .embedInCode("xml/release-audit.xsd"),
                .embedInCode("brand/report.brand"), .embedInCode("brand/logo.svg"),
            ], swiftSettings: strict),
        stage(
            "ReportRendering",
            uses: [
                "DurableFiles", "ReleaseModel", "ReleaseDiff", "EventInference", "Reconciliation", "ReleaseEvidence",
                "AuditReport", "BuiltInTemplates",
                "Clibcmark", "Clibxml2", crypto, mustache,
            ]),
        // ReportRendering has the one file that touches libxml2, which also writes XML in its canonical form.
        stage(
            "ReportSignature",
            uses: ["ReleaseModel", "ReportRendering", "ExternalCommand", crypto, cryptoExtras, asn1, x509]),
        stage(
            "AuditBundle",
            uses: [
                "DurableFiles", "ReleaseModel", "ReleaseSnapshot", "AuditLogImport", "EventInference",
                "Reconciliation", "ReleaseEvidence", "EventLedger", "AuditReport", "ReportRendering",
                "ReportSignature",
            ]),
        stage(
            "BundleArchive",
            uses: [
                "DurableFiles", "ReleaseModel", "EventLedger", "AuditBundle", "HTTPTransport", "ExternalCommand",
                crypto,
            ]),
        stage(
            "ReleaseAuditCommands",
            uses: [
                "ReleaseModel", "ReleaseSnapshot", "ReleaseDiff", "AuditLogImport", "EventInference", "Reconciliation",
                "ReleaseEvidence", "EventLedger", "AuditReport", "ReportRendering", "ReportSignature", "AuditBundle",
                "BundleArchive", "HTTPTransport", "GitLabClient", "ExternalCommand", "DurableFiles", argumentParser,
                crypto, yams,
            ]),
        .executableTarget(name: "release-audit", dependencies: ["ReleaseAuditCommands"], swiftSettings: strict),

        tests(of: "HTTPTransport"),
        tests(of: "DurableFiles"),
        tests(of: "ExternalCommand"),
        tests(of: "ReleaseModel"),
        tests(of: "ReleaseSnapshot", uses: ["ReleaseModel"]),
        tests(of: "GitLabClient", uses: ["HTTPTransport", "ReleaseModel"]),
        tests(of: "ReleaseDiff", uses: ["ReleaseModel"]),
        // A GitLab whose makers do this and that, and the truth of it: for the tests of any stage.
        .target(
            name: "RandomGitLab", dependencies: ["EventInference", "ReleaseModel"], path: "Tests/RandomGitLab",
            swiftSettings: strict),
        tests(of: "EventInference", uses: ["ReleaseModel", "ReleaseDiff", "ReleaseSnapshot", "RandomGitLab"]),
        tests(of: "AuditLogImport", uses: ["ReleaseModel", "ReleaseSnapshot"]),
        tests(of: "ReleaseEvidence", uses: ["ReleaseModel", "ReleaseSnapshot"]),
        tests(of: "Reconciliation", uses: ["ReleaseModel", "EventInference", "ReleaseSnapshot", "RandomGitLab"]),
        tests(of: "EventLedger", uses: ["ReleaseModel", grdb]),
        tests(of: "AuditReport", uses: ["ReleaseModel"]),
        tests(of: "ReportRendering", uses: ["ReleaseModel", "ReleaseDiff", "EventInference", "AuditReport"]),
        tests(
            of: "AuditBundle",
            uses: [
                "ReleaseModel", "ReleaseSnapshot", "EventLedger", "AuditReport", "ReportRendering", "ReportSignature",
                crypto, asn1, x509,
            ]),
        tests(of: "ReportSignature", uses: ["ReleaseModel", crypto, asn1, x509]),
        tests(of: "ReleaseAuditCommands", uses: ["ReleaseModel", yams]),
        tests(of: "BundleArchive", uses: ["ReleaseModel", "HTTPTransport"]),
        // Signs for Tests/Archive/signing-with-botocore.
        .executableTarget(
            name: "signing-oracle", dependencies: ["BundleArchive", "HTTPTransport", "ReleaseModel"],
            path: "Tests/Archive/SigningOracle", swiftSettings: strict),
        // Stories told with the program itself: Tests/Scenarios/<story>.
        .testTarget(name: "ScenarioTests", dependencies: ["release-audit"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
