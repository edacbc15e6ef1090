package portolan.scoring.indicator;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What indicators know of the world apart from what passed by: immutable tables, and a version that names them.
 *
 * <p>Two files, owned by {@code deploy/reference}: {@code vague-terms.csv} and {@code port-exposure.csv}.
 */
public final class Reference implements Serializable {
    private static final int VERSION_DIGITS = 12;

    private final String version;
    private final VagueTerms vagueTerms;
    private final ExposedPorts exposedPorts;

    private Reference(String vagueTermsText, String exposedPortsText) {
        List<String> faults = new ArrayList<>();
        this.vagueTerms = new VagueTerms(vagueTermsText, faults);
        this.exposedPorts = new ExposedPorts(exposedPortsText, faults);
        this.version = hash(vagueTermsText, exposedPortsText);
        if (!faults.isEmpty()) {
            throw new ReferenceException(faults);
        }
    }

    /**
     * Reads the files' texts.
     *
     * @throws ReferenceException with every fault, by file and line
     */
    public static Reference of(String vagueTermsText, String exposedPortsText) {
        return new Reference(vagueTermsText, exposedPortsText);
    }

    /**
     * Reads both files of a directory.
     *
     * @throws IOException when one of them cannot be read
     * @throws ReferenceException with every fault, by file and line
     */
    public static Reference load(Path directory) throws IOException {
        return of(
                Files.readString(directory.resolve(VagueTerms.TABLE.file())),
                Files.readString(directory.resolve(ExposedPorts.TABLE.file())));
    }

    /** The tables that came with this release. */
    public static Reference bundled() {
        return of(resource(VagueTerms.TABLE.file()), resource(ExposedPorts.TABLE.file()));
    }

    private static String resource(String file) {
        String name = "/portolan/reference/" + file;
        try (InputStream stream = Reference.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("this release lacks its reference data: resource=" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource=" + name, e);
        }
    }

    /** The first {@value #VERSION_DIGITS} hexadecimal digits of the SHA-256 of both texts. */
    public String version() {
        return version;
    }

    VagueTerms vagueTerms() {
        return vagueTerms;
    }

    ExposedPorts exposedPorts() {
        return exposedPorts;
    }

    private static String hash(String... texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                // Keeps a line that moves from one file to the next from leaving the version as it was.
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
