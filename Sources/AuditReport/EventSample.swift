package import EventInference
import Foundation
package import ReleaseModel

/// A sample of events for tests of details, the same for the same population and seed.
///
/// The events whose keys come first are taken, in the order of their keys. The key of an event is the SHA-256 of the
/// seed, a colon and the event's id, in hexadecimal digits: whoever chose the seed could not choose the events, and the
/// choice can be redone with `sha256sum` and `sort` alone.
package struct EventSample: Sendable {
    package let seed: Seed
    /// How many events were asked for.
    package let size: Int
    /// How many there are to choose from, and how many of them are of the opening population.
    package let population: Int
    package let baseline: Int
    /// In the order of their keys.
    package let picks: [Pick]

    package struct Pick: Sendable {
        package let key: Digest
        package let event: Event
    }

    /// What the choice depends on besides the population: ASCII letters, digits, dots, hyphens and underscores.
    ///
    /// Nothing else, so that it can stand in a command line as it is.
    package struct Seed: Sendable, Equatable, CustomStringConvertible {
        package let description: String

        /// Nil for an empty text, a longer one than 100 bytes, and other characters.
        package init?(_ text: String) {
            let isPlain = text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "._-".utf8.contains(byte)
            }
            guard isPlain, (1...100).contains(text.utf8.count) else { return nil }
            description = text
        }

        fileprivate func key(of event: Event) -> Digest { Digest(of: Array("\(self):\(event.id)".utf8)) }
    }

    package init(of events: [Event], size: Int, seed: Seed) {
        self.seed = seed
        self.size = size
        population = events.count
        baseline = events.count { $0.observation == .baseline }
        picks = Array(
            events.map { Pick(key: seed.key(of: $0), event: $0) }.sorted { $0.key.hex < $1.key.hex }.prefix(size))
    }

    /// The method in words.
    package var method: String {
        "the \(picks.count) of \(population) events with the lowest SHA-256 of \"\(seed):<event id>\", in this order"
    }

    /// A command for a POSIX shell that makes the choice anew from the population, a file of events as JSON lines.
    package func command(file: String) -> String {
        // The id is the sixth part of a line between quotation marks: {"schema":1,"id":"9f2c...
        "cut -d'\"' -f6 \(file) | while read -r id; do "
            + "printf '%s %s\\n' \"$(printf '%s' \"\(seed):$id\" | sha256sum | cut -d' ' -f1)\" \"$id\"; done"
            + " | LC_ALL=C sort | head -n \(size)"
    }
}
