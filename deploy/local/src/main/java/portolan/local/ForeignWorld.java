// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A world that others made: a folder with a {@code make_feed.py}, which Python 3.11 runs as a process of its own. Its
 * artefacts are the options without a value that its {@code --help} lists.
 *
 * @param variant what it is made as beyond the usual; empty for nothing
 */
record ForeignWorld(
        Path folder, List<String> flags, @Nullable Path data, String variant) implements WorldSource {
    /** By what a variant is called: the options that make it. */
    private static final Map<String, List<String>> VARIANTS = new TreeMap<>(Map.of(
            "-rare", List.of("--base-rate", "0.006"),
            "-often", List.of("--base-rate", "0.03"),
            "-watched", List.of("--inspect-random", "0.08", "--inspect-clean", "0.03")));

    private static final String GENERATOR = "make_feed.py";
    private static final String DATA = "--data";
    private static final String PYTHON = "python3";
    private static final Pattern USAGE = Pattern.compile("(?s)usage:.*?(\\R\\s*\\R|$)");
    private static final Pattern FLAG = Pattern.compile("\\[(--[a-z0-9-]+)]");

    /** Longer than any message that says why it failed. */
    private static final int MOST_SAID = 2_000;

    /**
     * All worlds in a folder, by name, each with the variants that its generator has options for.
     *
     * @param data lists that generators may read; null for their own idea of where those are
     */
    static List<ForeignWorld> in(Path folder, @Nullable Path data) throws InterruptedException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<ForeignWorld> worlds = new ArrayList<>();
            for (Path entry : entries.sorted().toList()) {
                if (Files.isRegularFile(entry.resolve(GENERATOR))) {
                    worlds.addAll(of(entry, data));
                }
            }
            return worlds;
        } catch (IOException e) {
            throw new BadInput("cannot read the worlds: folder=" + folder + ", cause=" + e.getMessage(), e);
        }
    }

    private static List<ForeignWorld> of(Path folder, @Nullable Path data) throws IOException, InterruptedException {
        String usage = usage(run(folder, List.of("--help")));
        List<String> flags =
                FLAG.matcher(usage).results().map(flag -> flag.group(1)).toList();
        Path lists = usage.contains(DATA) ? data : null;
        List<ForeignWorld> worlds = new ArrayList<>(List.of(new ForeignWorld(folder, flags, lists, "")));
        VARIANTS.forEach((variant, options) -> {
            if (options.stream().allMatch(option -> !option.startsWith("--") || usage.contains('[' + option + ' '))) {
                worlds.add(new ForeignWorld(folder, flags, lists, variant));
            }
        });
        return worlds;
    }

    /** The part of the help in which an option stands with its value, if it has one. */
    private static String usage(String help) {
        return USAGE.matcher(help)
                .results()
                .map(found -> found.group())
                .findFirst()
                .orElse("");
    }

    @Override
    public String name() {
        return folder.getFileName() + variant;
    }

    @Override
    public boolean isVariant() {
        return !variant.isEmpty();
    }

    @Override
    public List<String> artefacts() {
        return flags.stream().map(flag -> flag.substring(2)).toList();
    }

    @Override
    public void make(long seed, int filings, String artefact, Path out) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--seed", Long.toString(seed), "--filings", Integer.toString(filings), "--out", out.toString()));
        if (data != null) {
            arguments.addAll(List.of(DATA, data.toString()));
        }
        arguments.addAll(VARIANTS.getOrDefault(variant, List.of()));
        if (!artefact.isEmpty()) {
            arguments.add("--" + artefact);
        }
        run(folder, arguments);
    }

    private static String run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(PYTHON, folder.resolve(GENERATOR).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The folder is not ours: nothing compiled is left in it.
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new BadInput(
                    "the generator needs Python 3.11 on the PATH: generator=" + folder.resolve(GENERATOR) + ", cause="
                            + e.getMessage(),
                    e);
        }
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new BadInput("the generator failed: generator=" + folder.resolve(GENERATOR) + ", exit code="
                        + exitCode + ", it said: "
                        + said.substring(Math.max(0, said.length() - MOST_SAID)).strip());
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException("the generator was lost: generator=" + folder.resolve(GENERATOR), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
