// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Links of documents lead to a file and a heading that are there, and no document outgrows what a reader has time for. */
class DocumentsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path RESULTS = ROOT.resolve("benchmarks/results");
    private static final Set<String> BUILT = Set.of("target", ".portolan", ".git", "quick");
    private static final Set<String> PASSED_OVER = Set.of("target", ".portolan", ".git", "results");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern PICTURE = Pattern.compile(" (?:src|srcset)=\"([^\"]+)\"");
    private static final int MOST_BYTES = 150_000;
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

    /** A row that says who may not do something. */
    private static final Pattern WHO = Pattern.compile("^\\| (?!who \\|)[^|]+\\|[^|]+\\| *[^| -]");

    private static final Pattern WEB = Pattern.compile("[a-z]+:.*");

    /** Words at most. What is generated or data, as {@code INDICATORS.md}, has none. */
    private static final Map<String, Integer> CAPS = Map.ofEntries(
            Map.entry("README.md", 900),
            Map.entry("jobs/README.md", 1_500),
            Map.entry("deploy/README.md", 2_000),
            Map.entry("deploy/rules/README.md", 2_500),
            Map.entry("jobs/pipeline/RATIONALE.md", 2_500),
            Map.entry("jobs/scoring/RATIONALE.md", 4_000),
            Map.entry("benchmarks/RATIONALE.md", 1_500),
            Map.entry("benchmarks/README.md", 1_200),
            Map.entry("jobs/training/README.md", 800),
            Map.entry("jobs/pipeline/src/main/java/portolan/pipeline/store/README.md", 800),
            Map.entry("jobs/pipeline/src/test/java/portolan/pipeline/sim/README.md", 500),
            Map.entry(".github/CONTRIBUTING.md", 600),
            Map.entry(".github/SECURITY.md", 800));

    private static final int OTHER_RATIONALES = 500;
    private static final int A_RESULT = 300;

    /** Of the READMEs of modules that have no cap of their own, and the page of schemes. */
    private static final int ALL_OTHER_READMES = 7_000;

    private static final Set<String> OTHER_READMES = Set.of(
            "schemas/README.md",
            "jobs/archive/README.md",
            "jobs/tuning/README.md",
            "jobs/console/README.md",
            "jobs/feeds/README.md",
            "benchmarks/workload/README.md",
            "benchmarks/workload/SCHEMES.md",
            "benchmarks/peers/README.md");

    @Test
    void noDocumentIsLongerThanItsCap() throws IOException {
        List<String> tooLong = new ArrayList<>();
        int others = 0;
        for (Path document : documents(PASSED_OVER)) {
            String name = ROOT.relativize(document).toString();
            int words = words(document);
            int cap = CAPS.getOrDefault(name, name.endsWith("RATIONALE.md") ? OTHER_RATIONALES : Integer.MAX_VALUE);
            if (words > cap) {
                tooLong.add(name + ": " + words + " words of " + cap);
            }
            others += OTHER_READMES.contains(name) ? words : 0;
        }
        for (Path result : documents(BUILT)) {
            if (result.startsWith(RESULTS) && words(result) > A_RESULT) {
                tooLong.add(ROOT.relativize(result) + ": " + words(result) + " words of " + A_RESULT);
            }
        }

        assertThat(tooLong).isEmpty();
        assertThat(others).as("words of %s", OTHER_READMES).isBetween(1, ALL_OTHER_READMES);
    }

    private static int words(Path document) throws IOException {
        return Files.readString(document).strip().split("\\s+").length;
    }

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents(PASSED_OVER)) {
            Matcher link =
                    LINK.matcher(BLOCK.matcher(Files.readString(document)).replaceAll(""));
            while (link.find()) {
                if (!WEB.matcher(link.group(1)).matches()) {
                    links++;
                    if (!leadsSomewhere(document, link.group(1))) {
                        broken.add(ROOT.relativize(document) + ": " + link.group(1));
                    }
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(links).as("links that were found").isGreaterThan(30);
    }

    /** {@code PicturesIT} makes them. */
    @Test
    void everyPictureIsThereForDayAndNightAndLoadsAtOnce() throws IOException {
        List<String> pictures = PICTURE.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(pictures).hasSize(8);
        for (String picture : pictures) {
            assertThat(pictures).contains(picture.replace("-light", "-dark"), picture.replace("-dark", "-light"));
            assertThat(ROOT.resolve(picture)).isNotEmptyFile();
            assertThat(Files.size(ROOT.resolve(picture))).as(picture).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    @Test
    void everyAlertNamesAPartOfTheRunbook() throws IOException {
        String alerts = Files.readString(ROOT.resolve("deploy/prometheus/alerts.yaml"));
        List<String> parts = Pattern.compile("(?m)^ +runbook: (\\S+)$")
                .matcher(alerts)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(parts).hasSizeGreaterThan(9);
        assertThat(headings(ROOT.resolve("deploy/README.md"))).containsAll(parts);
    }

    /** What somebody may not do, and each answer to a threat, names what holds it; and that is there. */
    @Test
    void everyPromiseOfSecurityNamesATestThatIsThere() throws IOException {
        String security = Files.readString(ROOT.resolve(".github/SECURITY.md"));
        Set<String> tests = new HashSet<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return BUILT.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().contains("/src/test/java/")) {
                    tests.add(file.getFileName().toString().replace(".java", ""));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        List<String> named = TEST.matcher(security)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        List<String> promises = security.lines()
                .filter(line -> line.startsWith("- **") || WHO.matcher(line).find())
                .toList();

        assertThat(tests).containsAll(named);
        assertThat(promises)
                .hasSizeGreaterThan(20)
                .allSatisfy(promise ->
                        assertThat(TEST.matcher(promise).find()).as(promise).isTrue());
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        return Files.exists(target) && (hash < 0 || headings(target).contains(link.substring(hash + 1)));
    }

    /** As GitHub names them. */
    private static Set<String> headings(Path document) throws IOException {
        return HEADING.matcher(BLOCK.matcher(Files.readString(document)).replaceAll(""))
                .results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<Path> documents(Set<String> passedOver) throws IOException {
        List<Path> documents = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return passedOver.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    documents.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return documents;
    }
}
