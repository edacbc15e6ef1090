// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** World A: what {@code portolan generate} makes. */
record GeneratedWorld(Progress progress) implements WorldSource {
    @Override
    public String name() {
        return "a";
    }

    @Override
    public List<String> artefacts() {
        return List.of();
    }

    @Override
    public void make(long seed, int filings, String artefact, Path folder) throws IOException {
        GeneratedTruth truth = new GeneratedTruth();
        GeneratedFeed.write(
                GeneratedFeed.sized(filings, null, null, null)
                        .seed(seed)
                        .tenant("default")
                        .build(),
                folder,
                false,
                truth,
                progress);
        truth.write(folder.resolve("truth.csv"));
    }
}
