// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import portolan.console.screen.UnusableInputException;

/** A file that an answer is written to. */
final class Report {
    private Report() {}

    static void write(Path file, String text) throws UnusableInputException {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UnusableInputException(
                    "cannot write: file=" + file + ", cause=" + unwritable.getMessage(), unwritable);
        }
    }
}
