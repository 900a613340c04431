/// Something to say that does not stop the work.
struct Warning: Sendable, Equatable {
    let message: String
    let hint: String
}

extension Console {
    func warn(_ warning: Warning) {
        warn(warning.message, hint: warning.hint)
    }
}
