// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Frames of a stack, as they are read: ours by class and method, without what differs from one JVM to the next; those
 * of a library by its name.
 */
final class StackFrames {
    private record Library(String name, Pattern frames) {}

    private static final List<Library> LIBRARIES = List.of(
            library("RocksDB", "^(org/rocksdb/|rocksdb::|Java_org_rocksdb|LZ4_)|librocksdb"),
            library("Kafka", "^org/apache/kafka/"),
            library("Flink", "^org/apache/flink/"),
            library("Avro", "^org/apache/avro/"),
            library("Java", "^(java|javax|jdk|sun|com/sun)/"),
            library("kernel", "_\\[k]$"));

    /** Its number and address are the JVM's. */
    private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda.*(?=\\.)");

    private StackFrames() {}

    /** Frames of a library that follow each other become one. */
    static List<String> shortened(List<String> frames) {
        List<String> shortened = new ArrayList<>();
        for (String frame : frames) {
            String name = shortened(frame);
            if (shortened.isEmpty() || !name.equals(shortened.get(shortened.size() - 1))) {
                shortened.add(name);
            }
        }
        return shortened;
    }

    private static String shortened(String frame) {
        if (frame.startsWith("portolan/")) {
            String name = LAMBDA.matcher(frame).replaceFirst("\\$\\$Lambda");
            return name.substring(name.lastIndexOf('/') + 1);
        }
        return LIBRARIES.stream()
                .filter(library -> library.frames.matcher(frame).find())
                .map(Library::name)
                .findFirst()
                .orElse(frame.contains("/") && !frame.startsWith("/") ? "another library" : "native");
    }

    private static Library library(String name, String frames) {
        return new Library(name, Pattern.compile(frames));
    }
}
