package lofi.musicgen.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import lofi.musicgen.TinyModel;
import lofi.musicgen.checkpoint.MalformedFileException;
import lofi.musicgen.decoder.Quantization;
import lofi.musicgen.decoder.VectorDecoder;
import lofi.weights.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConverterTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Quantization.class)
  void makesAFolderThatTheDecoderOpens(Quantization quantization) throws IOException {
    Path target = folder.resolve("models").resolve("tiny");

    double error = convert(TinyModel.checkpoint(), target, quantization);

    assertTrue(error <= SelfCheck.allowed(quantization) / 3, "error " + error);
    try (VectorDecoder decoder = VectorDecoder.open(target, 1)) {
      assertEquals(quantization, decoder.quantization());
    }
    assertTrue(Files.exists(target.resolve("tokenizer.json")));
    assertTrue(Files.exists(target.resolve("text_encoder.onnx")));
    assertEquals(List.of("tiny"), namesIn(folder.resolve("models")));
  }

  @Test
  void leavesNothingBehindWhenItIsCancelled() {
    Path target = folder.resolve("tiny");
    ConversionProgress impatient =
        new ConversionProgress() {
          private boolean isCancelled;

          @Override
          public void step(int done, int total) {
            isCancelled = done == 1;
          }

          @Override
          public boolean isCancelled() {
            return isCancelled;
          }
        };
    assertThrows(
        CancellationException.class,
        () -> Converter.convert(TinyModel.checkpoint(), target, Quantization.Q4, impatient));
    assertEquals(List.of(), namesIn(folder));
  }

  @Test
  void sweepsWhatAKilledConversionLeft() throws IOException {
    Path left = Files.createDirectory(folder.resolve(".tiny.unfinished-999999999"));
    Files.writeString(left.resolve("decoder.lofi"), "half");
    convert(TinyModel.checkpoint(), folder.resolve("tiny"), Quantization.Q8);
    assertFalse(Files.exists(left));
  }

  @Test
  void neverWritesOverAFolderThatHasSomethingInIt() throws IOException {
    Path target = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(target.resolve("note.txt"), "mine");
    assertThrows(
        FileAlreadyExistsException.class,
        () -> convert(TinyModel.checkpoint(), target, Quantization.Q4));
    assertEquals(List.of("note.txt"), namesIn(target));
  }

  @Test
  void refusesASourceThatLacksATensor() throws IOException {
    Path source = Files.createDirectory(folder.resolve("source"));
    Files.copy(TinyModel.checkpoint().resolve("config.json"), source.resolve("config.json"));
    Files.copy(TinyModel.checkpoint().resolve("tokenizer.json"), source.resolve("tokenizer.json"));
    byte[] header = "{}      ".getBytes(StandardCharsets.UTF_8);
    byte[] file = new byte[16];
    file[0] = 8;
    System.arraycopy(header, 0, file, 8, 8);
    Files.write(source.resolve("model.safetensors"), file);

    var refusal =
        assertThrows(
            MalformedFileException.class,
            () -> convert(source, folder.resolve("target"), Quantization.Q4));

    assertTrue(refusal.reason().contains("enc_to_dec_proj"), refusal.reason());
    assertEquals(List.of("source"), namesIn(folder));
  }

  @Test
  void refusesSizesThatNoNumberCanHold() throws IOException {
    Path source = Files.createDirectory(folder.resolve("source"));
    for (String name : List.of("tokenizer.json", "model.safetensors")) {
      Files.copy(TinyModel.checkpoint().resolve(name), source.resolve(name));
    }
    String config = Files.readString(TinyModel.checkpoint().resolve("config.json"));
    Files.writeString(
        source.resolve("config.json"),
        config.replaceAll(
            "\"upsampling_ratios\": \\[[^]]*]",
            "\"upsampling_ratios\": [64, 64, 64, 64, 64, 64, 64]"));

    assertThrows(
        MalformedFileException.class,
        () -> convert(source, folder.resolve("target"), Quantization.Q4));
    assertEquals(List.of("source"), namesIn(folder));
  }

  /// A file of any size takes no room as long as nobody writes into it.
  @Test
  void refusesACopyForWhichThereIsNoRoom() throws IOException {
    Path source = Files.createDirectory(folder.resolve("source"));
    Files.copy(TinyModel.checkpoint().resolve("config.json"), source.resolve("config.json"));
    long rows = (Files.getFileStore(source).getUsableSpace() >> 20) + 1;
    String header =
        "{\"huge\":{\"dtype\":\"F16\",\"shape\":[%d,1048576],\"data_offsets\":[0,%d]}}"
            .formatted(rows, rows << 21);
    Path file = source.resolve("model.safetensors");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer start = ByteBuffer.allocate(8 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
      start.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
      channel.write(start.flip());
      channel.write(ByteBuffer.allocate(1), 8 + header.length() + (rows << 21) - 1);
    }

    var refusal =
        assertThrows(
            WeightsException.class,
            () -> convert(source, folder.resolve("models/target"), Quantization.Q4));

    String reason = String.valueOf(refusal.getMessage());
    assertTrue(reason.startsWith("The converted model needs "), reason);
    assertEquals(List.of("source"), namesIn(folder));
  }

  private static double convert(Path source, Path target, Quantization quantization)
      throws IOException {
    return Converter.convert(source, target, quantization, ConversionProgress.SILENT);
  }

  private static List<String> namesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
