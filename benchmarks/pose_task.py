"""Makes a BlazePose `.task` file from the models of the npm package `@mediapipe/pose`.

    npm pack @mediapipe/pose@0.5.1675469404 && tar xzf mediapipe-pose-*.tgz
    python -m benchmarks.pose_task package full pose_full.task

The package's models (Apache-2.0) say nothing of how their input is scaled, which MediaPipe Tasks asks for: it
is added as metadata. Needs the package `mediapipe` 0.10.32.
"""

import argparse
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

WEIGHTS = ("lite", "full", "heavy")
_DETECTOR = "pose_solution_packed_assets.data"
# (mean, deviation) by which MediaPipe scales bytes: to -1 … 1 for the detector, to 0 … 1 for the landmarks.
_DETECTOR_SCALE, _LANDMARK_SCALE = (127.5, 127.5), (0.0, 255.0)


def pose_task(package: Path, weight: str) -> bytes:
    """The content of a `.task` file. Raises FileNotFoundError for a folder without the models."""
    detector = with_scale((package / _DETECTOR).read_bytes(), *_DETECTOR_SCALE)
    landmarks = with_scale((package / f"pose_landmark_{weight}.tflite").read_bytes(), *_LANDMARK_SCALE)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as bundle:
        bundle.writestr("pose_detector.tflite", detector)
        bundle.writestr("pose_landmarks_detector.tflite", landmarks)
    return file.getvalue()


def with_scale(model: bytes, mean: float, deviation: float) -> bytes:
    """A TensorFlow Lite model whose first input says that it is an RGB picture scaled so."""
    import flatbuffers
    from mediapipe.tasks.metadata import schema_py_generated as tflite

    whole = tflite.ModelT.InitFromObj(tflite.Model.GetRootAs(model, 0))
    buffer = tflite.BufferT()
    buffer.data = list(_metadata(mean, deviation))
    whole.buffers.append(buffer)
    entry = tflite.MetadataT()
    entry.name, entry.buffer = "TFLITE_METADATA", len(whole.buffers) - 1
    whole.metadata = [*(whole.metadata or []), entry]
    builder = flatbuffers.Builder(len(model) + 4096)
    builder.Finish(whole.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def _metadata(mean: float, deviation: float) -> bytes:
    import flatbuffers
    from mediapipe.tasks.metadata import metadata_schema_py_generated as schema

    options = schema.NormalizationOptionsT()
    options.mean, options.std = [mean], [deviation]
    unit = schema.ProcessUnitT()
    unit.optionsType, unit.options = schema.ProcessUnitOptions.NormalizationOptions, options
    tensor = schema.TensorMetadataT()
    tensor.name, tensor.content, tensor.processUnits = "image", _rgb(schema), [unit]
    subgraph = schema.SubGraphMetadataT()
    subgraph.inputTensorMetadata = [tensor]
    model = schema.ModelMetadataT()
    model.subgraphMetadata = [subgraph]
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"M001")
    return bytes(builder.Output())


def _rgb(schema: Any) -> Any:
    content = schema.ContentT()
    content.contentPropertiesType = schema.ContentProperties.ImageProperties
    content.contentProperties = schema.ImagePropertiesT()
    content.contentProperties.colorSpace = schema.ColorSpaceType.RGB
    return content


def main() -> int:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pose_task", description=__doc__)
    parser.add_argument("package", type=Path, help="folder of the unpacked npm package")
    parser.add_argument("weight", choices=WEIGHTS)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    try:
        options.out.write_bytes(pose_task(options.package, options.weight))
    except FileNotFoundError as missing:
        print(f"{missing.filename}: no such file; name the folder of @mediapipe/pose.", file=sys.stderr)
        return 2
    except ModuleNotFoundError as missing:
        print(
            f"The package {missing.name!r} is missing; run: pip install mediapipe==0.10.32", file=sys.stderr
        )
        return 2
    print(f"Wrote {options.out}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
