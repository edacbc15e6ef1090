// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A result's place in the report of a folder.
 *
 * @param folder in which it lies, from the reported one on and with slashes; empty for the reported one itself
 */
public record Chapter(String folder, Result result) {
    /** What tells it from the other chapters: its folder's name says with what settings it was made. */
    String heading() {
        String name = result.name() + (result.quick() ? " (quick, not to be quoted)" : "");
        return folder.isEmpty() ? name : name + ", " + words();
    }

    /** The folder's name as words. */
    private String words() {
        return folder.replace("/", ", ").replaceAll("[-_]+", " ").strip();
    }

    /** Unlike that of any other folder and name, and free of what an anchor may not have. */
    String anchor() {
        String path = folder.isEmpty() ? result.name() : folder + '/' + result.name();
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    /** As it was typed, with its settings; empty for results that do not say so. */
    String command() {
        return result.environment().facts().getOrDefault("command", "");
    }
}
