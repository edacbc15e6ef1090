// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/** The certificate with which a client presents itself. */
final class OwnCertificate {
    private OwnCertificate() {}

    /** Null if there is none, or none that can be read. */
    static @Nullable X509Certificate of(Map<String, String> settings) {
        String chain = settings.get(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG);
        String location = settings.get(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        String type = settings.getOrDefault(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, SslConfigs.DEFAULT_SSL_KEYSTORE_TYPE);
        try {
            if (chain != null) {
                return pem(chain);
            }
            if (location == null) {
                return null;
            }
            return type.equals("PEM")
                    ? pem(Files.readString(Path.of(location)))
                    : stored(Path.of(location), type, settings.get(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG));
        } catch (IOException | GeneralSecurityException e) {
            return null;
        }
    }

    private static @Nullable X509Certificate pem(String text) throws GeneralSecurityException {
        int begin = text.indexOf("-----BEGIN CERTIFICATE-----");
        return begin < 0
                ? null
                : (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(text.substring(begin).getBytes(StandardCharsets.US_ASCII)));
    }

    private static @Nullable X509Certificate stored(Path file, String type, @Nullable String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password == null ? null : password.toCharArray());
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return certificate;
            }
        }
        return null;
    }

    /** Null while it is valid. */
    static @Nullable String whyInvalid(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return null;
        } catch (CertificateExpiredException e) {
            return "has expired, valid until " + certificate.getNotAfter().toInstant();
        } catch (CertificateNotYetValidException e) {
            return "is not valid before " + certificate.getNotBefore().toInstant();
        }
    }
}
