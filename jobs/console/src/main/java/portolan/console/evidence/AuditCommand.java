// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portolan audit}: whether the evidence is whole. */
@Command(
        name = "audit",
        description = "Verifies, seals and exports what people decided, reported, signed and looked at.",
        mixinStandardHelpOptions = true,
        subcommands = {AuditVerifyCommand.class, AuditSealCommand.class, AuditExportCommand.class})
public final class AuditCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        throw new ParameterException(
                spec.commandLine(), "say what to do, for example: audit verify --bootstrap localhost:9092 --keys DIR");
    }
}
