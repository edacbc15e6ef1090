// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import portolan.console.receive.MessageSender.MessageRefusedException;
import portolan.console.receive.MessageSender.Sent;
import portolan.schemas.wire.MessageTopic;

/**
 * Sends the files of a folder, one folder in it a sender. A file is taken when it has stayed as it is between two looks;
 * those that begin with a dot, or end in {@code .part} or {@code .tmp}, are not. What was sent goes to {@code .sent}
 * beside it, what is refused to {@code .refused}.
 */
public final class FolderGateway {
    private static final String SENT = ".sent";
    private static final String REFUSED = ".refused";

    private final Path folder;
    private final String sender;
    private final MessageSender to;
    private final Consumer<String> say;
    private Map<Path, Seen> before = new HashMap<>();
    private long refused;

    private record Seen(long bytes, long changedAt) {}

    /**
     * A gateway for one folder.
     *
     * @param sender of the files that are in no folder of a sender
     */
    public FolderGateway(Path folder, String sender, MessageSender to, Consumer<String> say) {
        this.folder = folder;
        this.sender = sender;
        this.to = to;
        this.say = say;
    }

    /**
     * Sends what has stayed as it is since the last look, in the order of names.
     *
     * @return how many files are left that may still be written to
     * @throws IOException if the folder or the store cannot be used
     * @throws portolan.topics.KafkaFault if Kafka does not take one: it stays where it is
     */
    public int look() throws IOException {
        Map<Path, Seen> now = new TreeMap<>();
        files(folder, now);
        for (Path each : list(folder)) {
            if (Files.isDirectory(each)) {
                files(each, now);
            }
        }
        int left = 0;
        for (Map.Entry<Path, Seen> file : now.entrySet()) {
            if (file.getValue().equals(before.get(file.getKey()))) {
                send(file.getKey());
            } else {
                left++;
            }
        }
        before = now;
        return left;
    }

    private static List<Path> list(Path directory) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.startsWith(".") && !name.endsWith(".part") && !name.endsWith(".tmp")) {
                    all.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return all;
    }

    private static void files(Path directory, Map<Path, Seen> into) throws IOException {
        for (Path file : list(directory)) {
            if (Files.isRegularFile(file)) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                into.put(
                        file,
                        new Seen(
                                attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
        }
    }

    private void send(Path file) throws IOException {
        Path in = file.getParent();
        String from = in == null || in.equals(folder) ? sender : String.valueOf(in.getFileName());
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > MessageTopic.MOST_BYTES) {
                // Refused before it is read.
                throw new MessageRefusedException(
                        "the message is too large: bytes=" + Files.size(file) + ", at most=" + MessageTopic.MOST_BYTES);
            }
            Sent message = to.send(from, name, Files.readAllBytes(file));
            move(file, SENT);
            say.accept("sent " + folder.relativize(file) + ": sender=" + from + ", bytes=" + message.bytes()
                    + ", sha256=" + message.sha256());
        } catch (MessageRefusedException why) {
            move(file, REFUSED);
            refused++;
            say.accept("REFUSED " + folder.relativize(file) + ": " + why.getMessage() + "; it is in "
                    + folder.relativize(file.resolveSibling(REFUSED)));
        }
    }

    private static void move(Path file, String folder) throws IOException {
        Path to = Files.createDirectories(file.resolveSibling(folder));
        String name = String.valueOf(file.getFileName());
        Path free = to.resolve(name);
        for (int i = 1; Files.exists(free); i++) {
            free = to.resolve(name + '.' + i);
        }
        Files.move(file, free, StandardCopyOption.ATOMIC_MOVE);
    }

    public long refused() {
        return refused;
    }
}
