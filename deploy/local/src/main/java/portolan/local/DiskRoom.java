// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Says once when the disk of a state directory is nearly full, and once when it has room again. */
final class DiskRoom {
    /** A log of half a minute and a merge of small tables take less; of large ones none can say. */
    private static final long LEAST_BYTES = 64L << 20;

    private final Path directory;
    private final Consumer<String> say;
    private boolean isShort;

    DiskRoom(Path directory, Consumer<String> say) {
        this.directory = directory;
        this.say = say;
    }

    /** Asks the system, which costs it nothing: as often as once a second. */
    void look() throws IOException {
        look(Files.getFileStore(directory).getUsableSpace());
    }

    void look(long freeBytes) {
        if (freeBytes < LEAST_BYTES && !isShort) {
            isShort = true;
            say.accept("the disk is nearly full: data=" + directory + ", free=" + (freeBytes >> 20)
                    + " MiB. Make room: without it checkpoints fail and the job restarts, for about ten minutes, then"
                    + " it ends. No filing is rejected for it, and what is read is read again.");
        } else if (freeBytes >= 2 * LEAST_BYTES && isShort) {
            isShort = false;
            say.accept("the disk has room again: data=" + directory + ", free=" + (freeBytes >> 20) + " MiB");
        }
    }
}
