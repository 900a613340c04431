/// A part of Amazon's cloud with a domain of its own.
///
/// By the beginning of the region's name, as the AWS tools tell them apart (botocore, `partitions.json`).
struct AWSPartition: Equatable {
    let suffix: String
    let dualStackSuffix: String
    /// Whether S3 there has servers of FIPS.
    let hasFIPS: Bool

    init(region: String) {
        let found = Self.others.first { region.hasPrefix($0.prefix) }?.partition
        self = found ?? AWSPartition(suffix: "amazonaws.com", dualStackSuffix: "api.aws", hasFIPS: true)
    }

    private init(suffix: String, dualStackSuffix: String, hasFIPS: Bool) {
        self.suffix = suffix
        self.dualStackSuffix = dualStackSuffix
        self.hasFIPS = hasFIPS
    }

    private static let others: [(prefix: String, partition: AWSPartition)] = [
        ("cn-", .init(suffix: "amazonaws.com.cn", dualStackSuffix: "api.amazonwebservices.com.cn", hasFIPS: false)),
        ("eusc-", .init(suffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu", hasFIPS: true)),
        ("us-iso-", .init(suffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov", hasFIPS: true)),
        ("us-isob-", .init(suffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud", hasFIPS: true)),
        ("eu-isoe-", .init(suffix: "cloud.adc-e.uk", dualStackSuffix: "api.cloud-aws.adc-e.uk", hasFIPS: true)),
        ("us-isof-", .init(suffix: "csp.hci.ic.gov", dualStackSuffix: "api.aws.hci.ic.gov", hasFIPS: true)),
    ]
}
