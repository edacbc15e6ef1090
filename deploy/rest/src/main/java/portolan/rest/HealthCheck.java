// SPDX-License-Identifier: Apache-2.0
package portolan.rest;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks a URL whether it answers, for the health check of an image: a program of its own, so that the image needs neither
 * a shell nor another client. Ends with exit code 0 where the answer is 200, else with 1.
 */
public final class HealthCheck {
    private static final int PATIENCE_MILLIS = 5_000;

    private HealthCheck() {}

    /**
     * Ends the process with what the check came to.
     *
     * @param arguments one URL
     */
    public static void main(String[] arguments) {
        System.exit(arguments.length == 1 && isWell(arguments[0]) ? 0 : 1);
    }

    /** Whether this URL answers with 200 within five seconds. */
    static boolean isWell(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException unwell) {
            return false;
        }
    }
}
