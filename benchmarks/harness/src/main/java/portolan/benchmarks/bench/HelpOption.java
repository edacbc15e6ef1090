// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import picocli.CommandLine.Option;

/** The option that shows what a command takes. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help and exit")
    @SuppressWarnings("unused") // picocli acts on it by itself
    private boolean help;
}
