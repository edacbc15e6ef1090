// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The process of one Kafka broker of a cluster on this machine. */
final class ClusterBroker {
    private ClusterBroker() {}

    /**
     * Runs until it is asked to end.
     *
     * @param words the directory of its data, its number from 1, the cluster's id, the ports for clients of all brokers
     *     and those of their controllers, each list with commas
     */
    public static void main(String[] words) throws InterruptedException {
        EmbeddedKafka.Quorum quorum = new EmbeddedKafka.Quorum(words[2], ports(words[3]), ports(words[4]));
        try {
            EmbeddedKafka broker = EmbeddedKafka.oneOf(quorum, Integer.parseInt(words[1]), Path.of(words[0]));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(ClusterBroker.class).error("the broker does not start", e);
            // Threads of it may be left.
            Runtime.getRuntime().halt(1);
        }
        Thread.currentThread().join();
    }

    static String words(List<Integer> ports) {
        return String.join(",", ports.stream().map(String::valueOf).toList());
    }

    static List<Integer> ports(String words) {
        return Arrays.stream(words.split(",", -1)).map(Integer::valueOf).toList();
    }
}
