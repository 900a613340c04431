import ReleaseModel

/// Why a folder is no bag that can be relied on.
package enum BagFault: Error, Sendable, Equatable {
    case missing(String)
    /// `bagit.txt` is not the one of BagIt 1.0 in UTF-8.
    case notBagIt
    case malformed(file: String, line: Int)
    case unsafePath(String)
    case twins(String, String)
    case listedTwice(String, manifest: String)
    /// A manifest names a file that belongs into another one.
    case misplaced(String, manifest: String)
    case unlisted(String)
    case changed(String)
    case wrongSum(stated: String, counted: String)
    /// Something that would have to be fetched; nothing is ever fetched.
    case fetch
}

extension BagFault {
    /// What is wrong, in lower case and without a full stop.
    package var message: String {
        switch self {
        case .missing(let path): "\(path) is missing"
        case .notBagIt: "bagit.txt is not that of BagIt 1.0 in UTF-8"
        case .malformed(let file, let line): "\(file): line \(line) cannot be understood"
        case .unsafePath(let path): "the path '\(path.withoutControls)' leads out of the bundle or is not portable"
        case .twins(let first, let second): "\(first) and \(second) would be one file on some systems"
        case .listedTwice(let path, let manifest): "\(manifest) lists \(path) twice"
        case .misplaced(let path, let manifest): "\(manifest) lists \(path), which does not belong there"
        case .unlisted(let path): "\(path) is listed in no manifest"
        case .changed(let path): "\(path) is not the file that the manifest lists"
        case .wrongSum(let stated, let counted): "bag-info.txt states \(stated) for the payload, which has \(counted)"
        case .fetch: "fetch.txt asks to fetch files"
        }
    }
}
