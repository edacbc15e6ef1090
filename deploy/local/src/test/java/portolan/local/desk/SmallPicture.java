// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A screenshot in a palette of 256 colours, which takes half of its bytes. */
final class SmallPicture {
    private static final int COLOURS = 256;

    /** Colours that are nearer than this, by the sum of squares, look the same. */
    private static final int ALIKE = 60;

    private SmallPicture() {}

    static byte[] of(byte[] png) throws IOException {
        BufferedImage shot = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = shot.getRGB(0, 0, shot.getWidth(), shot.getHeight(), null, 0, shot.getWidth());
        Map<Integer, Integer> uses = new HashMap<>();
        for (int pixel : pixels) {
            uses.merge(pixel & 0xffffff, 1, Integer::sum);
        }
        int[] palette = palette(uses);
        Map<Integer, Integer> places = new HashMap<>();
        byte[] image = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            image[i] = places.computeIfAbsent(pixels[i] & 0xffffff, colour -> nearest(palette, colour))
                    .byteValue();
        }
        BufferedImage indexed = new BufferedImage(
                shot.getWidth(),
                shot.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE));
        indexed.getRaster().setDataElements(0, 0, shot.getWidth(), shot.getHeight(), image);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam smallest = writer.getDefaultWriteParam();
            smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            smallest.setCompressionQuality(0);
            writer.setOutput(to);
            writer.write(null, new IIOImage(indexed, null, null), smallest);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** The most frequent, of which no two are alike: a rare colour has its place beside many shades of grey. */
    private static int[] palette(Map<Integer, Integer> uses) {
        List<Integer> palette = new ArrayList<>();
        uses.keySet().stream()
                .sorted(Comparator.comparing((Integer colour) -> -uses.getOrDefault(colour, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(colour -> {
                    if (palette.size() < COLOURS && palette.stream().noneMatch(other -> apart(other, colour) < ALIKE)) {
                        palette.add(colour);
                    }
                });
        return palette.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int nearest(int[] palette, int colour) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int apart = apart(palette[i], colour);
            if (apart < least) {
                least = apart;
                best = i;
            }
        }
        return best;
    }

    private static int apart(int one, int other) {
        int apart = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int by = (one >> shift & 0xff) - (other >> shift & 0xff);
            apart += by * by;
        }
        return apart;
    }
}
