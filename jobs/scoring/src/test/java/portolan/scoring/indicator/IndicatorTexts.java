// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import portolan.scoring.reading.Indicator;

/** What catalogues of texts, one a language, do not say of indicators. */
final class IndicatorTexts {
    static final Path CATALOGUES = Path.of("../console/src/main/resources");

    private IndicatorTexts() {}

    /** What to do, a line each; nothing when every language phrases every indicator. */
    static List<String> missing(Path catalogues) throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        try (DirectoryStream<Path> languages = Files.newDirectoryStream(catalogues, "portolan-texts*.properties")) {
            for (Path language : languages) {
                Properties texts = new Properties();
                try (Reader in = Files.newBufferedReader(language)) {
                    texts.load(in);
                }
                for (Indicator indicator : Indicators.undivided()) {
                    String key = "evidence." + indicator.ruleName();
                    if (texts.getProperty(key) == null) {
                        missing.add(language.getFileName() + ": add a line '" + key + " = what it is: {recorded}'");
                    }
                }
            }
        }
        return List.copyOf(missing);
    }
}
