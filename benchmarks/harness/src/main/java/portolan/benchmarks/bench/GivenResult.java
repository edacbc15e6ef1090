// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import portolan.benchmarks.report.Result;
import portolan.local.BadInput;

/** A result that somebody named on the command line. */
final class GivenResult {
    private GivenResult() {}

    /** @throws BadInput where there is none */
    static Result read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput("there is no such result; name the NAME.json of a benchmark: file=" + file);
        }
        try {
            return Result.read(file);
        } catch (UncheckedIOException e) {
            throw new BadInput(e);
        }
    }
}
