// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Standard input of a process that a benchmark started: lines are orders, and its end says to stop, which also happens
 * when the one who started it dies.
 */
public final class Lifeline {
    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    private volatile boolean cut;

    /** Listens from now on. */
    public static Lifeline onStandardInput() {
        Lifeline lifeline = new Lifeline();
        Thread listener = new Thread(lifeline::listen, "lifeline");
        listener.setDaemon(true);
        listener.start();
        return lifeline;
    }

    /** Whether standard input has ended. */
    public boolean isCut() {
        return cut;
    }

    /** The next order, or null when none comes within the time. */
    public @Nullable String order(long patienceMillis) throws InterruptedException {
        return orders.poll(patienceMillis, TimeUnit.MILLISECONDS);
    }

    private void listen() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                orders.add(line);
            }
        } catch (IOException closed) {
            // As good as its end.
        }
        cut = true;
    }
}
