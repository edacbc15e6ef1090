// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import portolan.workload.Artefact;
import portolan.workload.FeedSettings;
import portolan.workload.Scheme;

/**
 * World A: what {@code portolan generate} makes, with all schemes; and its variants, of other shares, habits and schemes.
 *
 * @param name of the variant too
 * @param change to the usual settings
 */
record GeneratedWorld(String name, UnaryOperator<FeedSettings.Builder> change, Progress progress)
        implements WorldSource {
    /** The world, then its variants. */
    static List<GeneratedWorld> all(Progress progress) {
        return List.of(
                new GeneratedWorld("a", usual -> usual, progress),
                new GeneratedWorld("a-rare", usual -> usual.offences(0.006), progress),
                new GeneratedWorld("a-often", usual -> usual.offences(0.03), progress),
                new GeneratedWorld("a-even", usual -> without(usual, 1), progress),
                new GeneratedWorld("a-odd", usual -> without(usual, 0), progress),
                new GeneratedWorld("a-loose", GeneratedWorld::loose, progress));
    }

    /** Every second scheme is left out. */
    private static FeedSettings.Builder without(FeedSettings.Builder usual, int remainder) {
        for (Scheme scheme : Scheme.values()) {
            if (scheme.ordinal() % 2 == remainder) {
                usual.scheme(scheme, 0);
            }
        }
        return usual;
    }

    /** Much is filed again, misspelt or vague, and traders come and go. */
    private static FeedSettings.Builder loose(FeedSettings.Builder usual) {
        return usual.amended(0.25).deleted(0.03).nameVariants(0.1).vague(0.1).turnover(0.04);
    }

    @Override
    public boolean isVariant() {
        return !name.equals("a");
    }

    @Override
    public List<String> artefacts() {
        return Arrays.stream(Artefact.values()).map(Artefact::label).toList();
    }

    @Override
    public void make(long seed, int filings, String artefact, Path folder) throws IOException {
        GeneratedTruth truth = new GeneratedTruth();
        FeedSettings.Builder settings = change.apply(GeneratedFeed.sized(filings, null, null, null)
                .seed(seed)
                .everyScheme()
                .tenant("default"));
        Arrays.stream(Artefact.values())
                .filter(each -> each.label().equals(artefact))
                .forEach(settings::artefact);
        GeneratedFeed.write(settings.build(), folder, GeneratedFeed.Form.LINES, truth, progress);
        truth.write(folder.resolve("truth.csv"));
    }
}
