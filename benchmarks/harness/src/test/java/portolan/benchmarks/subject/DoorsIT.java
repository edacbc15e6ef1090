// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.process.Heap;
import portolan.benchmarks.process.Jvm;
import portolan.local.LocalCluster;
import portolan.testing.ListeningSockets;

/** Who listens where: real processes, asked of the system and not of their settings. */
@EnabledOnOs(OS.LINUX)
@Tag("rest")
final class DoorsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int HEAP_MIB = 768;
    private static final int ATTEMPTS = 5;

    @TempDir
    private Path directory;

    @Test
    @Tag("night")
    void demoAndRunListenOnLoopbackOnly() throws Exception {
        List<InetSocketAddress> ofDemo;
        List<InetSocketAddress> ofRun;
        Child demo = portolan("demo", "--for", "5m", "--history", "0", "--rate", "1", "--web-port", "0");
        try {
            // "Kafka HOST:PORT (topics)" is in what it announces once all runs.
            String kafka = demo.await("Kafka", PATIENCE).strip().split(" ", 2)[0];
            Child run = running(kafka);
            try {
                ofDemo = ListeningSockets.of(demo.pid());
                ofRun = ListeningSockets.of(run.pid());
            } finally {
                run.kill();
            }
        } finally {
            demo.kill();
        }

        // The broker and its controller, REST, the blob server, and the desk.
        assertThat(ofDemo).hasSize(5).allMatch(DoorsIT::isLoopback);
        assertThat(ofRun).hasSize(2).allMatch(DoorsIT::isLoopback);
    }

    /** Started again while the broker, which shares the processors with it, does not answer within its patience. */
    private Child running(String kafka) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Path data = directory.resolve("data-" + attempt);
            Child run = portolan("run", "--bootstrap", kafka, "--data", data.toString(), "--web-port", "0");
            try {
                run.await("Ctrl-C", PATIENCE);
                return run;
            } catch (IllegalStateException ended) {
                run.kill();
                if (attempt == ATTEMPTS || !ended.toString().contains("Kafka does not answer")) {
                    throw ended;
                }
            }
        }
    }

    @Test
    void aClusterOfProcessesListensOnLoopbackOnly() throws Exception {
        try (FlinkProcesses cluster = FlinkProcesses.start(ClusterSettings.onFreePorts(directory, 1, 512))) {
            List<List<InetSocketAddress>> byProcess =
                    cluster.pids().stream().map(DoorsIT::sockets).toList();

            // RPC, metrics, REST and blobs of the job manager; RPC, metrics and exchanges of a task manager.
            assertThat(byProcess).extracting(List::size).containsExactly(4, 3, 3);
            assertThat(byProcess).allSatisfy(sockets -> assertThat(sockets).allMatch(DoorsIT::isLoopback));
        }
    }

    @Test
    void taskManagersOfOneProcessTalkOnLoopbackOnly() throws Exception {
        List<InetSocketAddress> before =
                ListeningSockets.of(ProcessHandle.current().pid());
        try (LocalCluster cluster = LocalCluster.plan().withTaskManagers(2, 1).start()) {
            List<InetSocketAddress> sockets =
                    ListeningSockets.of(ProcessHandle.current().pid());
            sockets.removeAll(before);

            assertThat(sockets).hasSize(4).allMatch(DoorsIT::isLoopback);
            assertThat(sockets)
                    .extracting(InetSocketAddress::getPort)
                    .contains(cluster.webUrl().getPort());
        }
    }

    /** The list would be as good as none if it missed what the tests above look for. */
    @Test
    void aSocketOnAllAddressesIsSeen() throws Exception {
        long own = ProcessHandle.current().pid();
        try (ServerSocket open = new ServerSocket(0);
                ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ListeningSockets.of(own))
                    .filteredOn(socket -> socket.getPort() == open.getLocalPort())
                    .hasSize(1)
                    .noneMatch(DoorsIT::isLoopback);
            assertThat(ListeningSockets.of(own))
                    .filteredOn(socket -> socket.getPort() == closed.getLocalPort())
                    .hasSize(1)
                    .allMatch(DoorsIT::isLoopback);
        }
    }

    private Child portolan(String... words) {
        return Child.start(words[0], Jvm.own("portolan.local.Portolan", flags(), List.of(words)), directory);
    }

    private static List<String> flags() {
        List<String> flags = new ArrayList<>(Jvm.launcherFlags());
        flags.addAll(Heap.flags(HEAP_MIB));
        return flags;
    }

    private static List<InetSocketAddress> sockets(long pid) {
        try {
            return ListeningSockets.of(pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLoopback(InetSocketAddress socket) {
        return socket.getAddress().isLoopbackAddress();
    }
}
