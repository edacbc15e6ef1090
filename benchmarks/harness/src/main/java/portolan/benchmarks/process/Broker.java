// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import portolan.local.EmbeddedKafka;

/** The process of the Kafka broker. */
public final class Broker {
    private static final long LOOK_MILLIS = 200;

    private Broker() {}

    /**
     * Runs until standard input ends.
     *
     * @param words {@code --directory}, where its data are
     */
    public static void main(String[] words) throws InterruptedException {
        // Kafka upper-cases names in the default language: in Turkish its own are none that it knows.
        Locale.setDefault(Locale.US);
        Arguments arguments = Arguments.of(words);
        Lifeline lifeline = Lifeline.onStandardInput();
        try (EmbeddedKafka kafka = EmbeddedKafka.in(Path.of(arguments.text("directory")), 0, List.of())) {
            System.out.println("ready " + kafka.bootstrapServers());
            while (!lifeline.isCut()) {
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }
}
