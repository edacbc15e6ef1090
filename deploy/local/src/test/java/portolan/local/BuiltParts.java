// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;
import java.util.Map;

/** Where this build has what a distribution has, which is made after these tests. */
public final class BuiltParts {
    private static final Map<String, String> MADE = Map.of(
            "lib/", "local/target/lib/",
            "sbom/", "local/target/classes/META-INF/sbom/",
            "flink/lib/portolan-pipeline-", "../jobs/pipeline/target/portolan-pipeline-",
            "flink/lib/portolan-rest-", "rest/target/portolan-rest-");

    private BuiltParts() {}

    /**
     * Where one is; what no build makes is a file of the checkout.
     *
     * @param part as the distribution has it
     */
    public static Path of(String part) {
        Path deploy = Path.of("..");
        for (Map.Entry<String, String> made : MADE.entrySet()) {
            if (part.startsWith(made.getKey())) {
                return deploy.resolve(
                        made.getValue() + part.substring(made.getKey().length()));
            }
        }
        return deploy.resolve(part);
    }
}
