# A night with one release of a project: path, time, description.
night() {
    mkdir -p "snapshots/$1"
    printf '[{"tag_name":"v1","name":"v1","description":"%s","created_at":"2026-01-01T10:00:00.000Z","released_at":"2026-01-01T10:00:00.000Z","assets":{"links":[]},"_links":{"self":"https://gitlab.example/%s/-/releases/v1"}}]\n' "$3" "$1" >"snapshots/$1/$2.json"
    printf '{"project":"%s","project_id":42,"server":"https://gitlab.example","headers":{"X-Total":"1","X-Next-Page":""}}\n' "$1" >"snapshots/$1/$2.meta.json"
}
