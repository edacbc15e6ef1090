// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portolan.local.BuiltParts;

/**
 * A Dockerfile carried out on a folder, and programs started from it nearly as a container starts them: the folder is
 * their root and read-only, they are the image's user, have its environment and no other, and see of this machine its
 * libraries, its Java and its network. Linux's namespaces of mounts do that, for root only.
 */
final class ImageFolder {
    private static final Pattern COPY = Pattern.compile("COPY --chmod=0([0-7]{3}) (\\S+) (/\\S+)");
    private static final Pattern DIRECTORY = Pattern.compile("RUN install -d .*(/\\S+)");
    private static final Pattern SETTING = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    private static final List<String> RIGHTS = List.of("---", "--x", "-w-", "-wx", "r--", "r-x", "rw-", "rwx");

    /** The root, its user, where to start, then pairs of a directory and where it is seen, {@code --}, and the command. */
    private static final String INSIDE = """
            root=$1; user=$2; directory=$3
            shift 3
            mount --make-rprivate / && mount --bind "$root" "$root" || exit 125
            while [ "$1" != -- ]; do
                mount --rbind "$1" "$root$2" || exit 125
                shift 2
            done
            shift
            mount -o remount,bind,ro "$root" || exit 125
            exec chroot --userspec="$user" --groups= "$root" /usr/bin/env --chdir="$directory" "$@"
            """;

    private final Path root;
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<Path, String> seen = new HashMap<>();
    private String user = "0:0";
    private String directory = "/";
    private List<String> entryPoint = List.of();
    private List<String> command = List.of();
    private List<String> healthCheck = List.of();

    private ImageFolder(Path root) {
        this.root = root;
    }

    /** Whether this machine lets us. */
    static boolean isPossible() throws IOException, InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    /**
     * Carries a Dockerfile out, but for what its base image has.
     *
     * @param name of the file in {@code deploy/images}
     * @param root an empty folder
     */
    static ImageFolder of(String name, Path root) throws IOException {
        ImageFolder image = new ImageFolder(Files.createDirectories(root));
        Map<String, String> arguments = new HashMap<>();
        for (String instruction : instructions(name)) {
            String text = instruction;
            for (Map.Entry<String, String> argument : arguments.entrySet()) {
                text = text.replace("${" + argument.getKey() + '}', argument.getValue());
            }
            if (text.startsWith("ARG ")) {
                arguments.putAll(settings(text));
            } else {
                image.carryOut(text);
            }
        }
        image.seeThisMachine();
        return image;
    }

    private static List<String> instructions(String name) throws IOException {
        String text = Files.readString(BuiltParts.of("images/" + name));
        return text.replaceAll("(?m)^#.*\n", "")
                .replaceAll("\\\\\n\\s*", "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** What its {@code COPY}s take from the build. */
    static List<Path> sources(String name) throws IOException {
        return instructions(name).stream()
                .map(line -> COPY.matcher(line.replace("${VERSION}", "*")))
                .filter(Matcher::matches)
                .map(copy -> BuiltParts.of(copy.group(2)))
                .toList();
    }

    private void carryOut(String instruction) throws IOException {
        String[] parts = instruction.split(" ", 2);
        switch (parts[0]) {
            case "FROM", "LABEL" -> {
                // The base image's part the tests lay down; labels nobody reads here.
            }
            case "COPY" -> {
                Matcher copy = matching(COPY, instruction);
                copy(BuiltParts.of(copy.group(2)), copy.group(3), copy.group(1));
            }
            case "RUN" -> makeDirectory(matching(DIRECTORY, instruction).group(1));
            case "ENV" -> environment.putAll(settings(instruction));
            case "WORKDIR" -> directory = parts[1];
            case "USER" -> user = parts[1];
            case "ENTRYPOINT" -> entryPoint = words(instruction);
            case "CMD" -> command = words(instruction);
            case "HEALTHCHECK" -> healthCheck = words(instruction);
            default -> throw new IllegalStateException("this is not carried out: " + instruction);
        }
    }

    private static Matcher matching(Pattern pattern, String instruction) {
        Matcher matcher = pattern.matcher(instruction);
        if (!matcher.matches()) {
            throw new IllegalStateException("this is not carried out: " + instruction);
        }
        return matcher;
    }

    private static Map<String, String> settings(String instruction) {
        Map<String, String> settings = new HashMap<>();
        SETTING.matcher(instruction)
                .results()
                .forEach(found -> settings.put(found.group(1), found.group(found.group(2) == null ? 3 : 2)));
        return settings;
    }

    private static List<String> words(String instruction) {
        return WORD.matcher(instruction)
                .results()
                .map((MatchResult word) -> word.group(1))
                .toList();
    }

    /** As BuildKit does: directories that it makes have the mode as well. */
    private void copy(Path source, String to, String mode) throws IOException {
        boolean whole = Files.isDirectory(source);
        Path target = inside(to);
        List<Path> made = new ArrayList<>();
        Path parent = root;
        for (Path part : root.relativize(whole ? target : requireNonNull(target.getParent()))) {
            parent = parent.resolve(part);
            if (!Files.exists(parent)) {
                made.add(Files.createDirectory(parent));
            }
        }
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = whole ? target.resolve(source.relativize(file).toString()) : target;
                if (!Files.isDirectory(file)) {
                    Files.copy(file, copy);
                    made.add(copy);
                } else if (!Files.exists(copy)) {
                    made.add(Files.createDirectory(copy));
                }
            }
        }
        for (Path each : made) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(symbols(mode)));
        }
    }

    /** {@code 555} as {@code r-xr-xr-x}. */
    private static String symbols(String mode) {
        return mode.chars().mapToObj(digit -> RIGHTS.get(digit - '0')).collect(Collectors.joining());
    }

    /** Lays down a file that the base image has. */
    void add(Path file, String to) throws IOException {
        Path target = inside(to);
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
    }

    void makeDirectory(String path) throws IOException {
        Files.createDirectories(inside(path));
    }

    private Path inside(String path) {
        return root.resolve(path.substring(1));
    }

    private void seeThisMachine() throws IOException {
        makeDirectory("/tmp");
        for (String name : List.of("bin", "sbin", "lib", "lib64", "usr", "proc", "dev")) {
            Path there = Path.of("/", name);
            if (Files.isSymbolicLink(there)) {
                Files.createSymbolicLink(root.resolve(name), Files.readSymbolicLink(there));
            } else if (Files.exists(there)) {
                see(there, there.toString());
            }
        }
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        if (!java.startsWith("/usr")) {
            see(java, java.toString());
        }
        // Debian's Java has its settings there.
        try (Stream<Path> files = Files.list(Path.of("/etc"))) {
            for (Path file : files.filter(each -> each.getFileName().toString().matches("java-.*|hosts|nsswitch.conf"))
                    .toList()) {
                if (Files.isDirectory(file)) {
                    see(file, file.toString());
                } else {
                    add(file, file.toString());
                }
            }
        }
        Files.writeString(
                inside("/etc/passwd"),
                "flink:x:9999:9999::/opt/flink:/bin/bash\nnonroot:x:65532:65532::/home/nonroot:/sbin/nologin\n");
        environment.put("PATH", java.resolve("bin") + ":/usr/sbin:/usr/bin:/sbin:/bin");
    }

    private void see(Path there, String at) throws IOException {
        makeDirectory(at);
        seen.put(there, at);
    }

    Path root() {
        return root;
    }

    List<String> healthCheck() {
        return healthCheck;
    }

    /** What the base image's entry point is to have in its environment. */
    void set(String name, String value) {
        environment.put(name, value);
    }

    /** Its entry point with these arguments, or with its own where there are none. */
    Process run(Path output, Map<String, Path> volumes, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(entryPoint);
        words.addAll(arguments.length == 0 ? command : List.of(arguments));
        return start(output, volumes, words);
    }

    /**
     * Starts a command.
     *
     * @param output for all that it says
     * @param volumes directories that it may write, by where it sees them
     */
    Process start(Path output, Map<String, Path> volumes, List<String> words) throws IOException {
        List<String> all = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", INSIDE, "inside"));
        all.addAll(List.of(root.toRealPath().toString(), user, directory));
        seen.forEach((there, at) -> all.addAll(List.of(there.toString(), at)));
        for (Map.Entry<String, Path> volume : volumes.entrySet()) {
            Path from = Files.createDirectories(volume.getValue());
            makeDirectory(volume.getKey());
            Files.setPosixFilePermissions(from, PosixFilePermissions.fromString("rwxrwxrwx"));
            all.addAll(List.of(from.toRealPath().toString(), volume.getKey()));
        }
        all.add("--");
        all.addAll(words);
        // The image's Java is another, at the same place or on its path.
        all.replaceAll(word -> word.equals("/usr/bin/java") ? "java" : word);
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** All that is in it, with sizes and times: whoever writes into it changes that. */
    Map<Path, String> content() {
        try (Stream<Path> files = Files.walk(root)) {
            Map<Path, String> content = new TreeMap<>();
            for (Path file : files.toList()) {
                content.put(
                        file,
                        Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                + (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? " " + Files.size(file) : ""));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
