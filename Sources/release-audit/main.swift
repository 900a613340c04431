import ReleaseAuditCommands
ReleaseAudit.runAndExit()
