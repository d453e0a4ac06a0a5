#include "engine/output/series_writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "engine/base/error.hpp"
#include "engine/output/result_format.hpp"

namespace entente {

namespace {

// What stands for nothing in an integer of a kind; flags have only two values.
int none_of(Kind kind) {
  return kind == Kind::flag ? 0 : -1;
}

template <class Code>
void copy_codes(const double* from, std::size_t count, std::byte* to, int none) {
  for (std::size_t k = 0; k < count; ++k) {
    const Code code = std::isfinite(from[k]) ? static_cast<Code>(from[k]) : static_cast<Code>(none);
    std::memcpy(to + k * sizeof code, &code, sizeof code);
  }
}

void copy_values(const double* from, std::size_t count, std::byte* to, Kind kind) {
  switch (result_format::storage_type(kind)) {
    case hdf5::Type::int8:
      return copy_codes<std::int8_t>(from, count, to, none_of(kind));
    case hdf5::Type::int32:
      return copy_codes<std::int32_t>(from, count, to, none_of(kind));
    default:
      if (count > 0) std::memcpy(to, from, count * sizeof(double));
  }
}

}  // namespace

SeriesWriter::SeriesWriter(ResultFrame& frame, const Series& series)
    : series_(series), times_(frame.layout().times.size()), type_(result_format::storage_type(series.column->kind)) {
  const Column& column = *series.column;
  chunk_ = chunk_shape(times_, series.rows, series.width * size_of(type_), frame.chunk_runs());
  std::vector<std::string> dimensions{"run", "time", std::string(to_string(column.table))};
  hdf5::Shape chunk{chunk_.runs, chunk_.times, chunk_.rows};
  if (column.axis != Axis::none) {
    dimensions.emplace_back(to_string(column.axis));
    chunk.push_back(series.width);
  }
  hdf5::Dataset dataset = frame.add(result_format::variable_name(column), type_, dimensions, chunk);
  result_format::describe(dataset, column);
  if (chunk_.times == times_ && chunk_.rows == series.rows)
    whole_runs_.emplace(std::move(dataset), chunk_.runs, none_of(column.kind));
  else
    pieces_ = std::move(dataset);
}

void SeriesWriter::append(const std::vector<double>& values, ChunkCodec& codec) {
  if (values.size() > times_ * series_.stride() || values.size() % series_.stride() != 0)
    throw std::logic_error(result_format::variable_name(*series_.column) + " was recorded in another shape");
  ++runs_;
  if (whole_runs_)
    copy_values(values.data(), values.size(), whole_runs_->next_row(codec).data(), series_.column->kind);
  else
    write_pieces(values, codec);
}

void SeriesWriter::write_pieces(const std::vector<double>& values, ChunkCodec& codec) {
  pieces_.extend(runs_);
  const std::size_t row_size = series_.width * size_of(type_);
  const std::uint64_t reached = values.size() / series_.stride();
  std::vector<std::byte> piece(chunk_.times * chunk_.rows * row_size);
  for (std::uint64_t time = 0; time < times_; time += chunk_.times) {
    for (std::uint64_t row = 0; row < series_.rows; row += chunk_.rows) {
      fill_empty(piece, type_, none_of(series_.column->kind));
      const std::uint64_t rows = std::min(chunk_.rows, series_.rows - row);
      for (std::uint64_t t = time; t < std::min(time + chunk_.times, reached); ++t)
        copy_values(values.data() + t * series_.stride() + row * series_.width, rows * series_.width,
                    piece.data() + (t - time) * chunk_.rows * row_size, series_.column->kind);
      hdf5::Shape start{runs_ - 1, time, row};
      if (pieces_.shape().size() == 4) start.push_back(0);
      pieces_.write_chunk(start, codec.encode(piece, size_of(type_)));
    }
  }
}

void SeriesWriter::append_part(const ResultPart& part) {
  const ResultPart::Series& series = part.series.at(result_format::variable_name(*series_.column));
  const hdf5::Shape& shape = series.chunk;
  if (shape.size() < 3 || shape[0] != chunk_.runs || shape[1] != chunk_.times || shape[2] != chunk_.rows)
    throw InputError({{part.file},
                      "is cut into other chunks than this version of entente makes.",
                      "Remove it and compute it again with --resume."});
  if (!whole_runs_) pieces_.extend(runs_ + part.runs);
  for (const auto& [start, encoded] : series.chunks) {
    if (whole_runs_) {
      whole_runs_->append_chunk(encoded, std::min(chunk_.runs, part.runs - start.front()));
      continue;
    }
    hdf5::Shape to = start;
    to.front() += runs_;
    pieces_.write_chunk(to, encoded);
  }
  runs_ += part.runs;
}

void SeriesWriter::finish(ChunkCodec& codec) {
  if (whole_runs_) whole_runs_->finish(codec);
}

}  // namespace entente
