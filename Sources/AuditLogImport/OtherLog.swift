import ReleaseModel

/// A log of a self-managed GitLab that holds no audit events, told by the members of its lines.
package enum OtherLog: String, Sendable, CaseIterable {
    /// Each call of the REST API (lib/gitlab/grape_logging).
    case requests = "api_json.log"
    /// Each call of GraphQL (lib/gitlab/graphql_logger.rb).
    case graphQL = "graphql_json.log"
    /// Each request to the web pages (config/initializers/lograge.rb).
    case webRequests = "production_json.log"

    init?(_ json: JSONValue) {
        guard json["entity_type"] == nil else { return nil }
        if json["method"] != nil, json["path"] != nil, json["status"] != nil {
            self = json["controller"] == nil ? .requests : .webRequests
        } else if json["query_string"] != nil || json["operation_name"] != nil || json["operation_fingerprint"] != nil {
            self = .graphQL
        } else {
            return nil
        }
    }
}
