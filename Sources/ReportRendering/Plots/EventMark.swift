import EventInference

/// The shape that stands for a kind of event in the plots; told apart without colour.
enum EventMark {
    /// Half the width of a shape.
    static let radius: PlotLength = 5

    static func draw(_ kind: EventKind, at center: PlotPoint, in drawing: inout SVGDrawing) {
        let (half, small) = (PlotLength(tenths: 50), PlotLength(tenths: 35))
        func point(_ x: PlotLength, _ y: PlotLength) -> PlotPoint { center.moved(x, y) }
        switch kind {
        case .releaseCreated: drawing.circle(at: center, radius: PlotLength(tenths: 45), .made)
        case .releaseUpdated:
            drawing.path(
                [[point(0, 0 - half), point(half, 0), point(0, half), point(0 - half, 0)]], closed: true, .ink)
        case .releaseMilestonesUpdated: drawing.path([triangle(center)], closed: true, .ink)
        case .releaseLinksUpdated:
            drawing.rectangle(at: point(0 - small, 0 - small), width: small * 2, height: small * 2, .hollow)
        case .releaseEvidenceCollected:
            drawing.circle(at: center, radius: PlotLength(tenths: 45), .hollow)
            drawing.circle(at: center, radius: PlotLength(tenths: 15), .ink)
        case .releaseCommitChanged:
            drawing.path([[point(0 - half, 0), point(half, 0)], [point(0, 0 - half), point(0, half)]], .stroke)
        case .releaseDeleted:
            drawing.path(
                [[point(0 - half, 0 - half), point(half, half)], [point(0 - half, half), point(half, 0 - half)]], .gone)
        case .releaseArtifactsDownloaded:
            drawing.path(
                [
                    [point(0, 0 - half), point(0, half)],
                    [point(0 - small, small), point(0, half), point(small, small)],
                ], .stroke)
        case .milestoneUpdated: drawing.path([triangle(center)], closed: true, .hollow)
        case .projectRenamed:
            drawing.path(
                [
                    [point(0 - half, 0), point(half, 0)],
                    [point(small, 0 - small), point(half, 0), point(small, small)],
                ], .stroke)
        }
    }

    private static func triangle(_ center: PlotPoint) -> [PlotPoint] {
        [center.moved(0, -5), center.moved(5, 4), center.moved(-5, 4)]
    }
}
