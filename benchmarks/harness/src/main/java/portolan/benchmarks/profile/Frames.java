package portolan.benchmarks.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Frames of a stack, as they are read: ours by class and method, those of a library by its name. What is native is of
 * no library that is known, whatever file of this machine it is from.
 */
final class Frames {
    private record Library(String name, Pattern frames) {}

    private static final List<Library> LIBRARIES = List.of(
            library("RocksDB", "^(org/rocksdb/|rocksdb::|Java_org_rocksdb|LZ4_)|librocksdb"),
            library("Kafka", "^org/apache/kafka/"),
            library("Flink", "^org/apache/flink/"),
            library("Avro", "^org/apache/avro/"),
            library("Java", "^(java|jdk|sun|com/sun)/"));

    private Frames() {}

    /** Frames of a library that follow each other become one; so do those that are native, under "native". */
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
            int method = frame.lastIndexOf('.');
            return frame.substring(frame.lastIndexOf('/', method) + 1);
        }
        return LIBRARIES.stream()
                .filter(library -> library.frames.matcher(frame).find())
                .map(Library::name)
                .findFirst()
                .orElse(frame.contains("/") && !frame.startsWith("/") ? frame : "native");
    }

    private static Library library(String name, String frames) {
        return new Library(name, Pattern.compile(frames));
    }
}
