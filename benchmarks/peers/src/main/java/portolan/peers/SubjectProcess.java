// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How a subject speaks with who started it: {@code ready} on standard output once it consumes, then once a second
 * {@code read N} and, with RocksDB, {@code debt FILES BYTES}, until its standard input is closed.
 */
public final class SubjectProcess {
    private static final long MILLIS_BETWEEN_LOOKS = 50;

    private SubjectProcess() {}

    /** Makes a subject of its settings. */
    @FunctionalInterface
    public interface Start {
        RunningSubject with(SubjectSettings settings) throws Exception;
    }

    /** Runs a subject until it is told to stop, and ends the process: 0 when all went well, 1 otherwise. */
    @SuppressWarnings("SystemOut") // The other side reads it.
    public static void run(String[] arguments, Start start) {
        int exit = 0;
        CountDownLatch closed = closed(System.in);
        try (RunningSubject subject = start.with(SubjectSettings.of(arguments))) {
            speak(subject, closed);
        } catch (Exception e) {
            e.printStackTrace();
            exit = 1;
        }
        // Clients leave threads behind that would keep the process.
        System.exit(exit);
    }

    @SuppressWarnings("SystemOut")
    private static void speak(RunningSubject subject, CountDownLatch closed) throws InterruptedException {
        while (!subject.isConsuming()) {
            if (closed.await(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        System.out.println("ready");
        boolean stop = false;
        while (!stop) {
            stop = closed.await(1, TimeUnit.SECONDS);
            System.out.println("read " + subject.read());
            String debt = MergeDebt.now();
            if (debt != null) {
                System.out.println("debt " + debt);
            }
            if (!subject.isConsuming()) {
                throw new IllegalStateException("it does not consume any more");
            }
        }
    }

    private static CountDownLatch closed(InputStream in) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread watch = new Thread(
                () -> {
                    try {
                        in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException broken) {
                        // As good as closed: nobody can say any more that it shall stop.
                    }
                    closed.countDown();
                },
                "watch-standard-input");
        watch.setDaemon(true);
        watch.start();
        return closed;
    }
}
