// SPDX-License-Identifier: Apache-2.0
package portolan.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets on which a process listens, as Linux tells: {@code /proc/net/tcp} joined with its open files. */
public final class ListeningSockets {
    private static final String LISTENS = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {}

    /** All of a process that is alive. */
    public static List<InetSocketAddress> of(long pid) throws IOException {
        Set<String> owned = inodes(pid);
        List<InetSocketAddress> sockets = new ArrayList<>();
        for (String family : List.of("tcp", "tcp6")) {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", family));
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[STATE].equals(LISTENS) && owned.contains(fields[INODE])) {
                    sockets.add(address(fields[LOCAL_ADDRESS]));
                }
            }
        }
        return sockets;
    }

    /**
     * Those of them that others than this machine reach.
     *
     * @throws IllegalStateException if the process listens nowhere, which none of ours does
     */
    public static List<InetSocketAddress> openToOthers(long pid) throws IOException {
        List<InetSocketAddress> all = of(pid);
        if (all.isEmpty()) {
            throw new IllegalStateException("a process that listens nowhere, which none of ours does: pid=" + pid);
        }
        return all.stream()
                .filter(socket -> !socket.getAddress().isLoopbackAddress())
                .toList();
    }

    private static Set<String> inodes(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files.toList()) {
                String target = target(file);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** {@code 0100007F:1F90}: words of four bytes in the machine's order, then the port. */
    static InetSocketAddress address(String hex) throws IOException {
        String[] parts = hex.split(":", -1);
        ByteBuffer told = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
        ByteBuffer ordered = ByteBuffer.allocate(told.capacity()).order(ByteOrder.nativeOrder());
        while (told.hasRemaining()) {
            ordered.putInt(told.getInt());
        }
        return new InetSocketAddress(InetAddress.getByAddress(ordered.array()), Integer.parseInt(parts[1], 16));
    }
}
