// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import picocli.CommandLine.Command;
import portolan.console.screen.CommandGroup;

/** {@code portolan audit}: whether the evidence is whole. */
@Command(
        name = "audit",
        description = "Verifies, seals and exports what people decided, reported, signed and looked at.",
        subcommands = {AuditVerifyCommand.class, AuditSealCommand.class, AuditExportCommand.class})
public final class AuditCommand extends CommandGroup {}
