// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portolan.testing.Patience;

/** A {@code portolan class} that runs, as its user starts it. */
public final class RunningClass implements AutoCloseable {
    private static final Pattern INVITATION = Pattern.compile("http\\S+/enter/\\S+");
    private static final Pattern DOOR = Pattern.compile("(http\\S+/)   each with a card");
    private static final Pattern CARDS = Pattern.compile("Cards {12}(.+)");

    private final StringWriter told = new StringWriter();
    private final Thread thread;
    private int handed;

    private RunningClass(String[] arguments) {
        thread = new Thread(
                () -> Portolan.commandLine()
                        .setOut(new PrintWriter(told, true))
                        .setErr(new PrintWriter(told, true))
                        .execute(arguments),
                "class");
    }

    /** Starts one and waits for its address. */
    public static RunningClass of(String... arguments) throws Exception {
        RunningClass running = new RunningClass(
                Stream.concat(Stream.of("class"), Stream.of(arguments)).toArray(String[]::new));
        running.thread.start();
        Patience.until(
                "the class is there",
                () -> running.told.toString().contains("Ctrl-C") || !running.thread.isAlive(),
                running.told::toString);
        return running;
    }

    /** Where the mentor comes in, or who learns alone. */
    public String invitation() {
        return found(INVITATION, 0);
    }

    /** Where trainees come in; it ends with a slash. */
    public String address() {
        return found(DOOR, 1);
    }

    /** A card that nobody was handed before. */
    public String card() {
        return found(CARDS, 1).split(" ", -1)[handed++];
    }

    private String found(Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(told.toString());
        if (!matcher.find()) {
            throw new AssertionError("the class says: " + told);
        }
        return matcher.group(group);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Patience.LASTS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            AssertionError hangs = new AssertionError("the class does not end; it says: " + told);
            hangs.setStackTrace(thread.getStackTrace());
            throw hangs;
        }
    }
}
