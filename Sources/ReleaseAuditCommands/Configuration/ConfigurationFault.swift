/// What is wrong with the configuration, and where.
struct ConfigurationFault: Error, Sendable, Equatable {
    /// Where it stands: a line of the file, or a variable of the environment.
    let place: Place
    let reason: Reason

    enum Place: Sendable, Equatable {
        case line(Int)
        case variable(String)
    }

    enum Reason: Sendable, Equatable {
        /// The file is no YAML, in the parser's words.
        case syntax(String)
        case empty
        /// A key stands twice in one mapping.
        case twice([String])
        /// `elsewhere` are sections that have such a key.
        case unknownKey(String, known: [String], elsewhere: [String])
        case keyIsNoText
        case noMapping(String)
        case noList(String)
        case noValue(String)
        case emptyList(String)
        case repeated(String, value: String)
        /// A list or mapping, or a value of another type; `found` is YAML's word for it.
        case otherType(String, expected: String, found: String)
        case value(String, expected: String)
        case missing(String, section: String)
        case notOne(of: [String], section: String)
        case together([String], section: String)
        case needs(String, [String], section: String)
        case tooLarge
    }
}

/// All that is wrong with the configuration, in the order of the file.
struct ConfigurationFaults: Error, Sendable {
    let path: String
    let faults: [ConfigurationFault]

    /// What to say of each.
    var failures: [Failure] {
        faults.map { fault in
            let place =
                switch fault.place {
                case .line(let line): "\(path):\(line)"
                case .variable(let name): name
                }
            return Failure(.configuration, "\(place): \(fault.reason.message)", hint: fault.reason.hint)
        }
    }
}
