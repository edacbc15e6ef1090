// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sockets on which a process listens for others than this machine, as Linux tells. */
final class OpenDoors {
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENS = "0A";

    /** 127.0.0.1, the same as an address of IPv6, and that one's own, each in words of a machine that is little-endian. */
    private static final List<String> LOOPBACK =
            List.of("0100007F:", "0000000000000000FFFF00000100007F:", "00000000000000000000000001000000:");

    private OpenDoors() {}

    /** Their addresses in hexadecimal digits with their ports; of a process that is alive. */
    static List<String> of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> own;
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            own = files.map(OpenDoors::target).collect(Collectors.toSet());
        }
        List<String> doors = new ArrayList<>();
        int listening = 0;
        for (String family : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(process.resolve("net").resolve(family))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[STATE].equals(LISTENS) && own.contains("socket:[" + fields[INODE] + ']')) {
                    listening++;
                    if (LOOPBACK.stream().noneMatch(fields[ADDRESS]::startsWith)) {
                        doors.add(fields[ADDRESS]);
                    }
                }
            }
        }
        if (listening == 0) {
            throw new IllegalStateException("a process that listens nowhere, which none of ours is: pid=" + pid);
        }
        return doors;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
