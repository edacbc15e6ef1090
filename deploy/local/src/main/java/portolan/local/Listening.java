// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import portolan.desk.training.Served;
import portolan.training.exercise.Exercise;

/** Options that say where a class listens, and in which language it speaks. */
final class Listening {
    @Option(
            names = "--language",
            paramLabel = "TAG",
            description = "en or sq (default: the exercise's own, else that of each browser)")
    private @Nullable String language;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "where it listens, 0.0.0.0 for the whole room; other than this machine needs --tls-keystore"
                    + " (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "0 for any that is free (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "PKCS12 with the server's key and certificate (default: no TLS)")
    private @Nullable Path keyStore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description = "file with the password of --tls-keystore in its first line")
    private @Nullable Path keyStorePassword;

    void check(CommandLine line) {
        boolean isLoopback = host.equals("127.0.0.1") || host.equals("::1") || host.equals("localhost");
        if (!isLoopback && keyStore == null) {
            throw new ParameterException(
                    line, "what cards say would travel in clear: give --tls-keystore, or leave --host out");
        }
        if (language != null && !Exercise.LANGUAGES.contains(language)) {
            throw new ParameterException(
                    line,
                    "no such language: --language=" + language + "; there are "
                            + String.join(", ", Exercise.LANGUAGES));
        }
    }

    /** @param otherwise the language where none was chosen; empty for that of each browser */
    Served served(String otherwise) throws IOException {
        String tag = language == null ? otherwise : language;
        return new Served(
                host, port, keyStore, firstLine(keyStorePassword), tag.isEmpty() ? null : Locale.forLanguageTag(tag));
    }

    /** Of a file; empty for none. */
    static String firstLine(@Nullable Path file) throws IOException {
        if (file == null) {
            return "";
        }
        FeedFiles.readable(file, "file");
        return Files.readAllLines(file).stream().findFirst().orElse("");
    }
}
