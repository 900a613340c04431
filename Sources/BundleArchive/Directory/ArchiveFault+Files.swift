import DurableFiles

extension ArchiveFault {
    /// What went wrong with a file of ours.
    init(_ fault: FileFault) { self = .system(fault.path, detail: fault.reason.words) }
}

/// Does what is to be done with files; what goes wrong is told as the archive's.
func withFiles<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let fault as FileFault {
        throw ArchiveFault(fault)
    }
}
