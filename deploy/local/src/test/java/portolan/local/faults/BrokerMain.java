// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import portolan.local.EmbeddedKafka;

/** The process of a Kafka broker. */
final class BrokerMain {
    private BrokerMain() {}

    /**
     * Runs until it is killed, or asked to end.
     *
     * @param words the directory of its data, its port, 0 for a free one, and settings of the broker as NAME=VALUE
     */
    public static void main(String[] words) throws InterruptedException {
        // As the product's own commands do.
        Locale.setDefault(Locale.US);
        Map<String, String> settings = new HashMap<>();
        for (String word : List.of(words).subList(2, words.length)) {
            settings.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        EmbeddedKafka kafka = EmbeddedKafka.in(Path.of(words[0]), Integer.parseInt(words[1]), List.of(), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop"));
        System.out.println("ready " + kafka.bootstrapServers());
        Thread.currentThread().join();
    }
}
