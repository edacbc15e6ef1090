// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples of a profiler, alike ones together.
 *
 * @param samples as it saw them, in no order
 */
public record Stacks(List<Sample> samples) {
    /**
     * Some code that was seen at work.
     *
     * @param thread kind of thread
     * @param frames code that called the next, the innermost last
     * @param count how much of it was seen: how often, or for how long
     */
    public record Sample(String thread, List<String> frames, long count) {
        public Sample {
            frames = List.copyOf(frames);
        }
    }

    public Stacks {
        samples = List.copyOf(samples);
    }

    /**
     * Reads folded stacks, each a line of its thread, its frames, and how much was seen of it: {@code [thread
     * tid=7];outer;inner 12}.
     */
    public static Stacks read(Path folded) {
        try {
            return of(Files.readAllLines(folded, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a profile cannot be read: file=" + folded, e);
        }
    }

    static Stacks of(List<String> lines) {
        List<Sample> samples = new ArrayList<>();
        for (String line : lines) {
            int space = line.lastIndexOf(' ');
            List<String> frames = List.of(line.substring(0, Math.max(0, space)).split(";", -1));
            samples.add(
                    new Sample(ThreadKind.of(frames.get(0)), frames.subList(1, frames.size()), count(line, space + 1)));
        }
        return new Stacks(samples);
    }

    private static long count(String line, int from) {
        try {
            return Long.parseLong(line.substring(from));
        } catch (NumberFormatException e) {
            throw new IllegalStateException("a folded stack ends with how much of it was seen: line=" + line, e);
        }
    }

    public long total() {
        return samples.stream().mapToLong(Sample::count).sum();
    }

    /** How much of each kind of thread was seen. */
    public Map<String, Long> byThread() {
        Map<String, Long> byThread = new TreeMap<>();
        samples.forEach(sample -> byThread.merge(sample.thread(), sample.count(), Long::sum));
        return byThread;
    }

    /**
     * They folded, and so short that they can be kept: of libraries only their names stand in a row, and calls that make
     * up less than a share of all are counted where they were called from.
     */
    public List<String> thinned(double leastShare) {
        Node all = new Node();
        for (Sample sample : samples) {
            Node node = all.child(sample.thread());
            for (String frame : StackFrames.shortened(sample.frames())) {
                node = node.child(frame);
            }
            node.own += sample.count();
        }
        List<String> lines = new ArrayList<>();
        all.lines("", leastShare * total(), lines);
        return lines;
    }

    /** Calls from one place. */
    private static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private long own;

        private Node child(String frame) {
            return children.computeIfAbsent(frame, unseen -> new Node());
        }

        private long all() {
            return own + children.values().stream().mapToLong(Node::all).sum();
        }

        private void lines(String path, double least, List<String> lines) {
            long here = own;
            for (Map.Entry<String, Node> child : new TreeMap<>(children).entrySet()) {
                if (child.getValue().all() < least) {
                    here += child.getValue().all();
                } else {
                    child.getValue().lines(path.isEmpty() ? child.getKey() : path + ';' + child.getKey(), least, lines);
                }
            }
            if (here > 0) {
                lines.add((path.isEmpty() ? "seldom seen" : path) + ' ' + here);
            }
        }
    }
}
