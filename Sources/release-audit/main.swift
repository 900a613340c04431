import ReleaseAuditCommands
await ReleaseAudit.runAndExit()
