// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

/**
 * One thing that is wrong with a mapping, or with a mapping and a file together.
 *
 * @param mapping name of the mapping
 * @param line line in the mapping, from 1; 0 when it is about the whole of it
 * @param column column in the mapping, from 1; 0 when it is about the whole of it
 * @param message what is wrong and what to do
 */
public record MappingFault(String mapping, int line, int column, String message) {
    @Override
    public String toString() {
        return line == 0 ? mapping + ": " + message : mapping + ":" + line + ":" + column + ": " + message;
    }
}
