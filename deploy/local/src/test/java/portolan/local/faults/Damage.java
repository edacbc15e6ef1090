// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is done to the newest checkpoint of a run that was killed. */
enum Damage {
    EMPTY_METADATA {
        @Override
        Path hurt(Path newest) throws IOException {
            Path file = newest.resolve("_metadata");
            Files.write(file, new byte[0]);
            return file;
        }
    },
    CUT_FILE {
        @Override
        Path hurt(Path newest) throws IOException {
            Path file = largest(newest);
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.setLength(bytes.length() / 2);
            }
            return file;
        }
    },
    MISSING_FILE {
        @Override
        Path hurt(Path newest) throws IOException {
            Path file = largest(newest);
            Files.delete(file);
            return file;
        }
    },
    FLIPPED_BIT {
        @Override
        Path hurt(Path newest) throws IOException {
            Path file = largest(newest);
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                long middle = bytes.length() / 2;
                bytes.seek(middle);
                int was = bytes.read();
                bytes.seek(middle);
                bytes.write(was ^ 1);
            }
            return file;
        }
    };

    /** Damages a file of the checkpoint in this directory; which one it was. */
    abstract Path hurt(Path newest) throws IOException;

    /** The directory of the newest complete checkpoint below a run's data. */
    static Path newest(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("checkpoints"))) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingLong(Damage::id))
                    .orElseThrow();
        }
    }

    private static long id(Path checkpoint) {
        String name = checkpoint.getFileName().toString();
        return name.startsWith("chk-") ? Long.parseLong(name.substring(4)) : -1;
    }

    private static Path largest(Path checkpoint) throws IOException {
        Predicate<Path> raw = file -> !file.endsWith("_metadata");
        try (Stream<Path> files = Files.list(checkpoint)) {
            List<Path> all = files.filter(raw).toList();
            return all.stream()
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }
}
