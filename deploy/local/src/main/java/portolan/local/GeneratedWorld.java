// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import portolan.workload.Artefact;
import portolan.workload.FeedSettings;

/** World A: what {@code portolan generate} makes, with all schemes. */
record GeneratedWorld(Progress progress) implements WorldSource {
    @Override
    public String name() {
        return "a";
    }

    @Override
    public List<String> artefacts() {
        return Arrays.stream(Artefact.values()).map(Artefact::label).toList();
    }

    @Override
    public void make(long seed, int filings, String artefact, Path folder) throws IOException {
        GeneratedTruth truth = new GeneratedTruth();
        FeedSettings.Builder settings = GeneratedFeed.sized(filings, null, null, null)
                .seed(seed)
                .everyScheme()
                .tenant("default");
        if (!artefact.isEmpty()) {
            settings.artefact(Objects.requireNonNull(Artefact.labelled(artefact), "one of those named above"));
        }
        GeneratedFeed.write(settings.build(), folder, GeneratedFeed.Form.LINES, truth, progress);
        truth.write(folder.resolve("truth.csv"));
    }
}
