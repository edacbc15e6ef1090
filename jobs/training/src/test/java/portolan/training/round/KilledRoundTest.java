// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.training.Exercises;
import portolan.training.SmallWorld;

/** A process of its own holds a round and is killed while trainees mark. */
class KilledRoundTest {
    private static final int MARKS = 60;

    @TempDir
    private Path temporary;

    /** Says each mark that counted, until it is killed. */
    static final class Server {
        private Server() {}

        public static void main(String[] arguments) throws Exception {
            Round round = Round.open(
                    Path.of(arguments[0]),
                    Exercises.practice(),
                    null,
                    SmallWorld::deal,
                    dealt -> Map.of(),
                    Clock.systemUTC());
            round.start();
            for (int i = 0; ; i++) {
                String key = "TEST:B" + i % 40 + ":2026";
                if (round.mark("ada", key, java.util.Set.of("field" + i)) == Answer.COUNTS) {
                    System.out.println(key + " field" + i);
                }
            }
        }
    }

    @Test
    void whatWasAnsweredBeforeAKillIsThereAfterIt() throws Exception {
        Path folder = temporary.resolve("round");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, String> answered = new TreeMap<>();
        try (BufferedReader said = server.inputReader()) {
            for (int i = 0; i < MARKS; i++) {
                take(Objects.requireNonNull(said.readLine(), "it goes on until it is killed"), answered);
            }
            // Not by the process itself, which would take away what it has said.
            server.toHandle().destroyForcibly();
            said.lines().forEach(line -> take(line, answered));
        } finally {
            server.destroyForcibly().waitFor();
        }
        assertThat(answered).hasSizeGreaterThan(30);

        Round round = Round.reopen(folder, dealt -> Map.of(), Clock.systemUTC());

        assertThat(round.state()).isEqualTo(State.RUNNING);
        Map<String, Integer> kept = new TreeMap<>();
        round.marks("ada")
                .forEach((key, fields) -> kept.put(key, number(fields.iterator().next())));
        answered.forEach((key, field) -> assertThat(kept.get(key)).as(key).isGreaterThanOrEqualTo(number(field)));
        assertThat(round.mark("ada", "TEST:B0:2026", java.util.Set.of("after"))).isEqualTo(Answer.COUNTS);
    }

    private static int number(String field) {
        return Integer.parseInt(field.substring("field".length()));
    }

    private static void take(String line, Map<String, String> answered) {
        // The last line may be half: it was never answered.
        if (line.matches("TEST:B[0-9]+:2026 field[0-9]+")) {
            String[] parts = line.split(" ", 2);
            answered.put(parts[0], parts[1]);
        }
    }
}
