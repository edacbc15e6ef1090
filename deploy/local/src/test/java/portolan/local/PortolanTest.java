package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class PortolanTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertThat(run("--help")).isZero();
        assertThat(run("--version")).isZero();

        assertThat(out.toString()).contains("Usage: portolan", "Exit codes:").containsPattern("portolan \\d+\\.\\d+");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void badUsageIsExitCodeTwoAndATextOnStandardError() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("sink")).isEqualTo(2);

        assertThat(err.toString()).contains("Missing a command", "'sink'", "Usage: portolan");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void badInputIsExitCodeTwoAndItsMessage() {
        assertThat(run(new BadInput("no such column: file=a.csv, column=wieght")))
                .isEqualTo(2);

        assertThat(err.toString()).isEqualTo("portolan: no such column: file=a.csv, column=wieght\n");
    }

    @Test
    void failedWorkIsExitCodeOneAndEachReasonOnce() {
        Exception cause = new IllegalStateException("no space left");
        assertThat(run(new IllegalStateException("cannot write: file=x", new RuntimeException(cause))))
                .isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("portolan: cannot write: file=x: java.lang.IllegalStateException: no space left\n");
    }

    private int run(String... arguments) {
        return run(Portolan.commandLine(), arguments);
    }

    private int run(Exception fault) {
        return run(Portolan.commandLine().addSubcommand(new Failing(fault)), "failing");
    }

    private int run(CommandLine command, String... arguments) {
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Command(name = "failing")
    private record Failing(Exception fault) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw fault;
        }
    }
}
