#pragma once

#include <string>
#include <vector>

/// Pieces of Markdown.
namespace entente::markdown {

/// A table; a pipe within a cell does not end it. Nothing without rows.
std::string table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows);

/// `code`.
std::string code(const std::string& text);

}  // namespace entente::markdown
